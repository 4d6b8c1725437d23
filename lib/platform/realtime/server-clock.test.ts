import { expect, test } from 'vitest'
import { ServerClock } from './server-clock'

const START = Date.UTC(2026, 0, 1)

function madeUp() {
  const world = { monotonic: 0, database: START, trip: 0 }
  const clock = new ServerClock({
    monotonic: () => world.monotonic,
    databaseTime: async () => {
      const time = world.database + world.trip / 2
      world.monotonic += world.trip
      world.database += world.trip
      return time
    },
  })
  const pass = (ms: number) => {
    world.monotonic += ms
    world.database += ms
  }
  return { world, clock, pass }
}

test('time is the database’s, whatever the node’s own clock says, and goes on between two looks', async () => {
  const { clock, pass } = madeUp()
  await clock.look()
  expect(clock.now()).toBe(START)
  pass(1234)
  expect(clock.now()).toBe(START + 1234)
})

test('the quickest of the last looks counts', async () => {
  const { world, clock, pass } = madeUp()
  world.trip = 400
  await clock.look()
  world.trip = 2
  pass(5000)
  await clock.look()
  world.trip = 900
  pass(5000)
  await clock.look()
  expect(Math.abs(clock.now() - world.database)).toBeLessThanOrEqual(1)
})

test.each([3_600_000, -3_600_000])('a database clock that is set by %i ms while the node runs is not followed', async (step) => {
  const { world, clock, pass } = madeUp()
  await clock.look()
  pass(5000)
  world.database += step
  await clock.look()
  pass(60_000)
  expect(clock.now()).toBe(START + 65_000)
})

test('slow drift is followed', async () => {
  const { world, clock, pass } = madeUp()
  world.trip = 10
  await clock.look()
  for (let round = 0; round < 20; round++) {
    pass(5000)
    world.database += 2
    await clock.look()
  }
  expect(Math.abs(clock.now() - world.database)).toBeLessThan(20)
})
