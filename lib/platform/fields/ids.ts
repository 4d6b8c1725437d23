import { z } from 'zod'
import type { Prisma } from '../db/generated/client'

/** The id of a row of one kind. To the database and on the wire it is a UUID; to the compiler that of an order is not that of one of its lines. */
export type Id<Model extends Prisma.ModelName> = string & z.core.$brand<Model>

/** The id in a row that was read: the database has said of what it is. */
export const asId = <Model extends Prisma.ModelName>(id: string) => id as Id<Model>

/** Ids of one kind, as requests name them: plain text comes in, and what comes out says of what it is. */
export const idOf = <Model extends Prisma.ModelName>(_model: Model) => z.uuid().brand<Model>()
