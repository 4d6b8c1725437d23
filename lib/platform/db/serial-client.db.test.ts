import { afterEach, expect, test, vi } from 'vitest'
import { pool, prisma } from './client'

afterEach(() => vi.restoreAllMocks())

test('what is asked at once in a transaction is asked one after the other, without a word of the driver', async () => {
  const warned = vi.spyOn(process, 'emitWarning')
  const answers = await prisma().$transaction(async (db) =>
    Promise.all([1, 2, 3].map((each) => db.$queryRaw<{ n: number }[]>`select ${each}::int as n`)),
  )
  expect(answers.map(([row]) => row?.n)).toEqual([1, 2, 3])
  expect(warned).not.toHaveBeenCalled()
})

test('a query that fails stops none after it, and callbacks are served as before', async () => {
  const client = await pool().connect()
  try {
    const [failed, next] = await Promise.allSettled([client.query('select 1 / 0'), client.query('select 2 as n')])
    expect(failed.status).toBe('rejected')
    expect(next).toMatchObject({ value: { rows: [{ n: 2 }] } })
    const counted = await new Promise((resolve) => client.query('select 3 as n', (_: Error, { rows }) => resolve(rows)))
    expect(counted).toEqual([{ n: 3 }])
  } finally {
    client.release()
  }
})
