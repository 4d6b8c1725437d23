import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { log } from './log'
import { begun, named, watchLoop } from './loop-watch'
import { answerMetrics, startMetrics } from './metrics'

let watch: ReturnType<typeof watchLoop>
const told = vi.spyOn(log, 'info').mockImplementation(() => undefined)
beforeEach(() => {
  told.mockClear()
  watch = watchLoop()
})
afterEach(() => watch.stop())

const block = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
}

// On a machine that has no time for the test the loop is late by itself: it is tried again.
const again = { retry: 3 }

test('what holds up the loop is named, whether it is over or still under way', again, async () => {
  const waits = begun('GET /en/orders')
  await named('a job that is over', () => pause(1))
  await pause(50)
  await named('job check-model', async () => block(150))
  await pause(50)
  waits.end()
  const lines = told.mock.calls.map(([line]) => line as unknown as { delayMs: number; underWay: string[] })
  expect(lines.map(({ underWay }) => underWay)).toEqual([['job check-model', 'GET /en/orders']])
  expect(lines[0]?.delayMs).toBeGreaterThan(100)
})

test('who waits holds up nobody', again, async () => {
  await named('a slow answer', () => pause(250))
  expect(told).not.toHaveBeenCalled()
})

test('the figures are for who has the token, and for nobody without one in the settings', async () => {
  startMetrics()
  await named('work', async () => block(150))
  await pause(50)
  let token: string | undefined = 'a-token-for-prometheus'
  const server = createServer((request, response) => void answerMetrics(request, response, token)).listen(0)
  const ask = (authorization?: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers: authorization ? { authorization } : {} })
  expect([(await ask()).status, (await ask('Bearer other')).status]).toEqual([401, 401])
  const given = await ask(`Bearer ${token}`)
  expect(given.status).toBe(200)
  const text = await given.text()
  expect(Number(/^stoa_event_loop_stalls_total (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0)
  expect(text).toContain('process_resident_memory_bytes')
  token = undefined
  expect((await ask('Bearer undefined')).status).toBe(404)
  server.close()
})
