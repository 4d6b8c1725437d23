import { z } from 'zod'
import { DECIMAL_TEXT } from '../money/decimal'

/** Decimals as text, the one form in which numbers that are counted with come in. Messages are keys of the reasons on screen. */
const unsigned = (whole: number, places: number) => z.string().regex(new RegExp(`^\\d{1,${whole}}(\\.\\d{1,${places}})?$`), 'number')
const aboveZero = (text: string) => Number(text) > 0

/** A quantity or the price of one unit: not negative, six places. */
export const decimalText = unsigned(12, 6)
/** The same above zero. */
export const positiveDecimalText = decimalText.refine(aboveZero, 'positive')
/** A measured or chosen number, which may be negative. */
export const signedDecimalText = z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/, 'number')
/** An amount of money, not negative. */
export const amountText = unsigned(12, 4)
/** From 0 to 100. */
export const percentText = unsigned(3, 4).refine((text) => Number(text) <= 100, 'percent')
/** Above 0, up to 100. */
export const positivePercentText = percentText.refine(aboveZero, 'percent')
/** Units of one currency in one of another. */
export const rateText = unsigned(9, 8).refine(aboveZero, 'positive')

/** A decimal as the contracts of rules and scripts have it: any that is finite, with a message for who writes such a file. */
export const contractDecimal = z.string().regex(DECIMAL_TEXT, 'a decimal number as text, such as "12.50"')
/** The same for a form: any decimal, with the reason that forms show. */
export const anyDecimalText = z.string().regex(DECIMAL_TEXT, 'number')
