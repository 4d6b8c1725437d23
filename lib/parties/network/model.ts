export const networkRights = ['browse', 'publish', 'source', 'bid'] as const
export type NetworkRight = (typeof networkRights)[number]

/** The rights that an organization of these kinds asks for when it applies. */
export const usualRights = (kinds: readonly string[]): NetworkRight[] => [
  ...(kinds.includes('buyer') ? (['browse', 'source'] as const) : []),
  ...(kinds.includes('supplier') ? (['publish', 'bid'] as const) : []),
]
