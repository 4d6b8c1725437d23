import { z } from 'zod'
import { unitCodes } from '../units/units'

/** Codes of the standards that everybody shares. */

/** ISO 4217. @param message what is said of anything else: a key of the reasons on screen, or words in a contract */
export const currencyCode = (message = 'currency') => z.string().regex(/^[A-Z]{3}$/, message)
/** ISO 3166-1, two letters. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'country')
/** UNSPSC, eight digits: a commodity or any level above, filled with zeros. */
export const categoryCode = z.string().regex(/^\d{8}$/, 'category')
/** UN/ECE Recommendation 20, as far as the product knows it. @param message what is said of another */
export const unitCode = (message = 'unit') => z.enum(unitCodes as [string, ...string[]], message)
