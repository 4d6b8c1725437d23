/** For whom a price list holds: customers and groups of them, everyone for a time where it is lower, or the buyer of a contract. */
export const priceListKinds = ['audience', 'campaign', 'contract'] as const
export type PriceListKind = (typeof priceListKinds)[number]
