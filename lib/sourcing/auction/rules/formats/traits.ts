/**
 * What tells one format from another, for screens, set-up and awards; how a format decides is its own file's. A new format is that
 * file, its line in the registry and its line here.
 */
export interface FormatTraits {
  /**
   * `open`: bids until an end. `sealed`: nobody knows what there is to beat, so no step, no overtime, no question about outliers.
   * `clock`: the price moves by itself, step by step, and is accepted or not; no end but that of the steps.
   */
  kind: 'open' | 'sealed' | 'clock'
  /** the buyer's side sells: bidders offer more and more, and an award is a sale */
  sells: boolean
  /** one discount off the reference prices of all lines is bid, not a total */
  discount: boolean
  /** bidders see no more than their rank, and improve on their own bid alone */
  rankOnly: boolean
  /** of a price clock: it rises, and the first to accept takes the lot */
  clockRises: boolean
}

const open: FormatTraits = { kind: 'open', sells: false, discount: false, rankOnly: false, clockRises: false }

export const traits = {
  'english-reverse': open,
  'rank-reverse': { ...open, rankOnly: true },
  'japanese-reverse': { ...open, kind: 'clock' },
  'dutch-reverse': { ...open, kind: 'clock', clockRises: true },
  'sealed-first': { ...open, kind: 'sealed' },
  'sealed-second': { ...open, kind: 'sealed' },
  'index-reverse': { ...open, discount: true },
  'english-forward': { ...open, sells: true },
} as const satisfies Record<string, FormatTraits>

export type AuctionFormat = keyof typeof traits
export const auctionFormats = Object.keys(traits) as [AuctionFormat, ...AuctionFormat[]]

export const traitsOf = (format: AuctionFormat): FormatTraits => traits[format]

/** Is the higher bid the better one? The ceiling is then where bidding starts. */
export const bidsRise = (format: AuctionFormat): boolean => traitsOf(format).sells || traitsOf(format).discount

/** What the amounts of a lot are counted in: a currency, or `%` for a discount in percent. */
export const amountUnit = (rules: { format: AuctionFormat; currency: string; discount?: string | null }): string =>
  traitsOf(rules.format).discount && rules.discount !== 'amount' ? '%' : rules.currency
