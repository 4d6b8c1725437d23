import { type AuctionFormat, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'

/** The message, under `auctions`, that says how far one bid, or one price of a clock, is from the one before. */
export const stepWord = (format: AuctionFormat, unit: 'absolute' | 'percent') =>
  traitsOf(format).kind === 'clock'
    ? unit === 'percent'
      ? ('clockPercent' as const)
      : ('clockAbsolute' as const)
    : unit === 'percent'
      ? ('stepPercent' as const)
      : ('stepAbsolute' as const)
