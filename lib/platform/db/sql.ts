import { type Db, keptName, pool, prisma } from './client'

/** Plain SQL on whichever connection a transaction holds: node-postgres' own, or Prisma's. One statement a call. */
export interface Sql {
  query<Row>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>
}

/** The same transaction as `db`, for statements that Prisma cannot express. */
export const sqlOf = (db: Db): Sql => ({
  query: async <Row>(text: string, params: unknown[] = []) => ({ rows: await db.$queryRawUnsafe<Row[]>(text, ...params) }),
})

/** What `db` reads with: its transaction's connection, or any plain one where there is none, which costs a third. */
export const readingSql = (db: Db): Sql =>
  db === prisma()
    ? { query: (text, values = []) => pool().query({ ...(keptName(text) && { name: keptName(text) }), text, values }) as never }
    : sqlOf(db)

/** A text as it stands in a LIKE pattern: its own % and _ mean themselves. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
