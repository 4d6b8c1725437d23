/**
 * Finds an amount in a text as a number of its own, with or without cents. Its digits alone also stand in ids and times, by chance and so
 * in one run of some dozens.
 */
export const amountIn = (amount: string): RegExp => new RegExp(`(?<![\\w.-]|\\d:)${amount.replace('.', '\\.')}(?:\\.\\d+)?(?![\\w-]|:\\d)`)
