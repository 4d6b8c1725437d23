import { type AuctionFormat, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'

/** The message, under `room`, that names the price that frames a lot: a ceiling, a start price, a least discount. */
export const ceilingWord = (format: AuctionFormat) =>
  traitsOf(format).discount ? ('leastDiscount' as const) : traitsOf(format).sells ? ('startPrice' as const) : ('ceiling' as const)
