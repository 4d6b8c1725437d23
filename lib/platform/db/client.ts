import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { type Prisma, PrismaClient } from './generated/client'
import { SerialClient } from './serial-client'

/** One pool and one client in each module graph; kept on globalThis so that reloads in development reuse them. */
interface Connections {
  pool: Pool
  prisma: PrismaClient
}

const store = globalThis as typeof globalThis & { stoaConnections?: Connections }

function connect(): Connections {
  const connectionString = process.env.DATABASE_URL
  const pool = new Pool({
    connectionString,
    Client: SerialClient,
    max: Number(process.env.DATABASE_POOL ?? 12),
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    // What a node that stands still has locked is free again after a minute.
    idle_in_transaction_session_timeout: 60_000,
  })
  // A server that goes away ends idle connections; the next query reports it, so there is nothing to do here.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => keptName(sql) }) }) }
}

/**
 * Statements that begin with a comment of this form are planned once for each connection and kept under that name: for what is
 * asked with every page, where planning takes as long as the work. One name, one text.
 */
export const keptName = (sql: string): string => /^\s*\/\* keep ([a-z-]+) \*\//.exec(sql)?.[1] ?? ''

const connections = (): Connections => {
  store.stoaConnections ??= connect()
  return store.stoaConnections
}

/** The typed client, for everything that is not bulk. */
export const prisma = (): PrismaClient => connections().prisma
/** Plain connections, for COPY, batches and LISTEN. */
export const pool = (): Pool => connections().pool

export async function disconnect(): Promise<void> {
  const open = store.stoaConnections
  store.stoaConnections = undefined
  await open?.prisma.$disconnect()
  if (open && !open.pool.ended) await open.pool.end()
}

/** The client inside a transaction; also accepted where a plain client does. */
export type Db = Prisma.TransactionClient
