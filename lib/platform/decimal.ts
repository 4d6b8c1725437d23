import { Decimal as BaseDecimal } from 'decimal.js'

/**
 * The project's decimal: 60 significant digits, so that products of prices, factors and rates stay exact and only
 * divisions are cut, far behind any digit that is ever rounded to. Half away from zero, as the pricing rules ask.
 */
export const Decimal = BaseDecimal.clone({ precision: 60, rounding: BaseDecimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 })
export type Decimal = BaseDecimal

export const ZERO = new Decimal(0)
export const ONE = new Decimal(1)
export const HUNDRED = new Decimal(100)

/** A plain decimal number as text: no exponent, no blanks, no sign but a leading minus. */
export const DECIMAL_TEXT = /^-?\d{1,30}(\.\d{1,20})?$/
