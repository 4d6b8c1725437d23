import type { LotClock } from '../wire'

export interface PriceNow {
  price: string
  /** null when this is the last one, or the next is not known yet */
  next: string | null
  /** until the next price, milliseconds; 0 when the server is about to say what follows */
  left: number
  /** share of the interval that is over, 0 to 1 */
  over: number
}

/**
 * What a price clock shows at an instant of the server's clock. It moves on by itself only where the prices are settled
 * beforehand (a rising clock); a falling one waits for the server, which knows who is still in.
 */
export function priceNow(lot: LotClock, now: number): PriceNow | null {
  const clock = lot.priceClock
  if (!clock) return null
  const falling = clock.prices.length > 1 && Number(clock.prices[1]) < Number(clock.prices[0])
  const since = Math.max(0, (lot.pausedAt ? Date.parse(lot.pausedAt) : now) - Date.parse(clock.startedAt))
  const step = falling ? 0 : Math.min(Math.floor(since / clock.interval), clock.prices.length - 1)
  const left = Math.min(clock.interval, Math.max(0, (step + 1) * clock.interval - since))
  return {
    price: clock.prices[step] as string,
    next: clock.prices[step + 1] ?? null,
    left,
    over: 1 - left / clock.interval,
  }
}
