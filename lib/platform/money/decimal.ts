import { Decimal as BaseDecimal } from 'decimal.js'

/**
 * The project's decimal: 60 significant digits, so that products of prices, factors and rates stay exact and only
 * divisions are cut, far behind any digit that is ever rounded to. Half away from zero, as the pricing rules ask.
 */
export const Decimal = BaseDecimal.clone({ precision: 60, rounding: BaseDecimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 })
export type Decimal = BaseDecimal

/** A number as the database's client has it, as a decimal of the project. */
export const toDecimal = (stored: { toString(): string }): Decimal => new Decimal(stored.toString())

export const ZERO = new Decimal(0)
export const ONE = new Decimal(1)
export const HUNDRED = new Decimal(100)

/** A plain decimal number as text: no exponent, no blanks, no sign but a leading minus. */
export const DECIMAL_TEXT = /^-?\d{1,30}(\.\d{1,20})?$/

/**
 * Below zero when `a` is less than `b`, above when it is more. For where very many are compared: the library's own comparison
 * copies its argument each time. Finite numbers only. Digits, exponent and sign are documented parts of a Decimal.
 */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = [a.d, b.d]
  if (x[0] === 0) return y[0] === 0 ? 0 : -b.s
  if (y[0] === 0 || a.s !== b.s) return a.s
  if (a.e !== b.e) return a.e > b.e ? a.s : -a.s
  const words = Math.min(x.length, y.length)
  for (let word = 0; word < words; word++) {
    const [left, right] = [x[word] as number, y[word] as number]
    if (left !== right) return left > right ? a.s : -a.s
  }
  return (x.length - y.length) * a.s
}
