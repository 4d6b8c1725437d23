/** What a format asks of screens and of whoever sets an auction up; how it decides is its own file's. */

/** Sealed bids have no step, no overtime and no question about outliers: nobody knows what there is to beat. */
export const takesSealedBids = (format: string): boolean => format === 'sealed-first' || format === 'sealed-second'

/** The price moves by itself, step by step, and is accepted or not: no bids, no overtime, no end but that of the steps. */
export const hasPriceClock = (format: string): boolean => format === 'japanese-reverse' || format === 'dutch-reverse'

/** The buyer's side sells: bidders offer more and more, and an award is a sale. */
export const isForward = (format: string): boolean => format === 'english-forward'

/** One discount off the reference prices of all lines is bid, not a total. */
export const bidsDiscount = (format: string): boolean => format === 'index-reverse'

/** The higher bid is the better one; the ceiling is then where bidding starts. */
export const bidsRise = (format: string): boolean => isForward(format) || bidsDiscount(format)

/** What the amounts of a lot are counted in: a currency, or `%` for a discount in percent. */
export const amountUnit = (rules: { format: string; currency: string; discount?: string | null }): string =>
  bidsDiscount(rules.format) && rules.discount !== 'amount' ? '%' : rules.currency
