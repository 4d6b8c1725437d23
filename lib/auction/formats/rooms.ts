/** The formats that have a room so far; the engine knows more. */
export const roomFormats = [
  'english-reverse',
  'rank-reverse',
  'sealed-first',
  'sealed-second',
  'japanese-reverse',
  'dutch-reverse',
] as const
export type RoomFormat = (typeof roomFormats)[number]

/** Sealed bids have no step, no overtime and no question about outliers: nobody knows what there is to beat. */
export const takesSealedBids = (format: string): boolean => format === 'sealed-first' || format === 'sealed-second'

/** The price moves by itself, step by step, and is accepted or not: no bids, no overtime, no end but that of the steps. */
export const hasPriceClock = (format: string): boolean => format === 'japanese-reverse' || format === 'dutch-reverse'
