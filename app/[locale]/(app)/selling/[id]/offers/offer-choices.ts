import type { Locale } from '@/lib/platform/i18n/locales'
import { currencyCodes } from '@/lib/platform/money/currencies'
import { unitCodes, unitName } from '@/lib/platform/units/units'

/** What an offer's form offers to choose from, in the reader's language. */
export const offerChoices = (locale: Locale) => ({
  currencies: currencyCodes,
  units: unitCodes.map((code) => ({ value: code, label: `${unitName(code, locale)} (${code})` })),
})
