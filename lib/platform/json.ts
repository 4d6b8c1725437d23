/** A value as JSON holds it: decimals and dates as text. */
export const json = (value: unknown) => JSON.parse(JSON.stringify(value))
