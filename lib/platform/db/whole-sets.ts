import type { Db } from './client'

/**
 * Statements over whole sets, planned to join them whole: by hashing or merging, never row by row. For work on what the same
 * transaction, or a job just before, has filled: the statistics still say that it is a handful of rows, and by them a join of two
 * sets that walks through one for each row of the other looks cheap. Ends with the work, or with a transaction that fails.
 */
export async function joinedWhole<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  await db.$executeRaw`select set_config('enable_nestloop', 'off', true)`
  const result = await work()
  await db.$executeRaw`select set_config('enable_nestloop', 'on', true)`
  return result
}
