import { currencyCodes } from '@/lib/platform/currencies'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitCodes, unitName } from '@/lib/platform/units'

/** What an offer's form offers to choose from, in the reader's language. */
export const offerChoices = (locale: Locale) => ({
  currencies: currencyCodes,
  units: unitCodes.map((code) => ({ value: code, label: `${unitName(code, locale)} (${code})` })),
})
