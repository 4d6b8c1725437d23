/** Products side by side at the most. By itself, because lists that choose them need no more of this domain. */
export const MOST_PRODUCTS = 6
/** Offers side by side at the most. */
export const MOST_OFFERS = 12
