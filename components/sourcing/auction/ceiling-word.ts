import { bidsDiscount, isForward } from '@/lib/sourcing/auction/rules/formats/traits'

/** The message, under `room`, that names the price that frames a lot: a ceiling, a start price, a least discount. */
export const ceilingWord = (format: string) =>
  bidsDiscount(format) ? ('leastDiscount' as const) : isForward(format) ? ('startPrice' as const) : ('ceiling' as const)
