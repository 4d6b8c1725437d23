/** The formats that have a room so far; the engine knows more. */
export const roomFormats = ['english-reverse', 'rank-reverse', 'sealed-first', 'sealed-second'] as const
export type RoomFormat = (typeof roomFormats)[number]

/** Sealed bids have no step, no overtime and no question about outliers: nobody knows what there is to beat. */
export const takesSealedBids = (format: string): boolean => format === 'sealed-first' || format === 'sealed-second'
