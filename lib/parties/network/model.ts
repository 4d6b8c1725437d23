export const networkRights = ['browse', 'publish', 'source', 'bid'] as const
export type NetworkRight = (typeof networkRights)[number]

/** What a fee is taken on: each order, the savings of an award, each month, each live offer each month. */
export const feeCauses = ['order', 'savings', 'subscription', 'listing'] as const

/** The rights that an organization of these kinds asks for when it applies. */
export const usualRights = (kinds: readonly string[]): NetworkRight[] => [
  ...(kinds.includes('buyer') ? (['browse', 'source'] as const) : []),
  ...(kinds.includes('supplier') ? (['publish', 'bid'] as const) : []),
]
