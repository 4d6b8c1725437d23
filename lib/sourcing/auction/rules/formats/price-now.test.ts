import { expect, it } from 'vitest'
import type { LotClock } from '../wire'
import { priceNow } from './price-now'

const start = Date.parse('2026-01-01T10:00:00.000Z')
const lot = (prices: string[], pausedAt: number | null = null): LotClock => ({
  phase: pausedAt === null ? 'open' : 'paused',
  opensAt: new Date(start).toISOString(),
  endsAt: null,
  pausedAt: pausedAt === null ? null : new Date(pausedAt).toISOString(),
  extensions: 0,
  bids: 0,
  sealed: false,
  priceClock: { startedAt: new Date(start).toISOString(), interval: 10_000, prices },
})

it('a rising clock goes through its prices and stays at the last', () => {
  const rising = lot(['500', '550', '600'])
  expect(priceNow(rising, start)).toEqual({ price: '500', next: '550', left: 10_000, over: 0 })
  expect(priceNow(rising, start + 9_999)?.price).toBe('500')
  expect(priceNow(rising, start + 10_000)).toMatchObject({ price: '550', next: '600', left: 10_000 })
  expect(priceNow(rising, start + 25_000)).toMatchObject({ price: '600', next: null, left: 5_000, over: 0.5 })
  expect(priceNow(rising, start + 99_000)).toMatchObject({ price: '600', left: 0, over: 1 })
})

it('a falling clock waits at its price until the server says who is still in', () => {
  const falling = lot(['600', '550'])
  expect(priceNow(falling, start + 4_000)).toEqual({ price: '600', next: '550', left: 6_000, over: 0.4 })
  expect(priceNow(falling, start + 10_500)).toMatchObject({ price: '600', left: 0 })
})

it('before the opening it shows the first price; while paused it stands', () => {
  expect(priceNow(lot(['500', '550']), start - 60_000)).toMatchObject({ price: '500', left: 10_000 })
  expect(priceNow(lot(['500', '550', '600'], start + 12_000), start + 90_000)).toMatchObject({ price: '550', left: 8_000 })
  expect(priceNow({ ...lot(['1']), priceClock: null }, start)).toBeNull()
})
