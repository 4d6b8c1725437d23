/** Products side by side at the most. By itself, because lists that choose them need no more of this domain. */
export const MAX_PRODUCTS = 6
/** Offers side by side at the most. */
export const MAX_OFFERS = 12

/** What a comparison is reckoned with if nothing else is said; the address leaves it out. */
export const USUAL_SPEC = { offers: 'best', quantity: '1', interest: '0', years: '1', formula: '', hours: '2000', energy: '0.25' } as const
