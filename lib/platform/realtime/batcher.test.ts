import { expect, test } from 'vitest'
import { Batcher } from './batcher'

test('what comes while a run is under way is done together in the next one, each with its own result', async () => {
  const runs: number[][] = []
  const batcher = new Batcher<number, number>({ items: 3, runs: 1 }, async (items) => {
    runs.push(items)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return items.map((item) => item * 10)
  })
  const results = await Promise.all([1, 2, 3, 4, 5].map((item) => batcher.add(item)))
  expect(results).toEqual([10, 20, 30, 40, 50])
  expect(runs).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
})

test('a run that fails fails for its own items only', async () => {
  const batcher = new Batcher<number, number>({ items: 1, runs: 2 }, async ([item]) => {
    if (item === 2) throw new Error('no')
    return [item as number]
  })
  const [one, two, three] = await Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)))
  expect([one?.status, two?.status, three?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
