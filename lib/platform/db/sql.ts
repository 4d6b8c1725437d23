import type { Db } from './client'

/** Plain SQL on whichever connection a transaction holds: node-postgres' own, or Prisma's. One statement a call. */
export interface Sql {
  query<Row>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>
}

/** The same transaction as `db`, for statements that Prisma cannot express. */
export const sqlOf = (db: Db): Sql => ({
  query: async <Row>(text: string, params: unknown[] = []) => ({ rows: await db.$queryRawUnsafe<Row[]>(text, ...params) }),
})

/** A text as it stands in a LIKE pattern: its own % and _ mean themselves. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
