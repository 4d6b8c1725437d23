import { currencyDigits } from '@/lib/platform/currencies'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units'

const tags = { en: 'en-GB', zh: 'zh-CN' } as const

/** Intl formats decimal text exactly; TypeScript's library does not know yet. */
const exact = (text: string) => text as unknown as number

/** An amount with its currency's digits and code: '1,204.50 EUR'. */
export const formatMoney = (amount: string, currency: string, locale: Locale): string =>
  `${formatAmount(amount, currency, locale)}\u00a0${currency}`

/** An amount with its currency's digits alone, where the header names the currency. */
export const formatAmount = (amount: string, currency: string, locale: Locale): string => {
  const digits = currencyDigits(currency)
  return new Intl.NumberFormat(tags[locale], { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(exact(amount))
}

/** A price of one unit: up to four digits. */
export const formatUnitPrice = (amount: string, currency: string, locale: Locale): string =>
  `${new Intl.NumberFormat(tags[locale], { minimumFractionDigits: currencyDigits(currency), maximumFractionDigits: 4 }).format(exact(amount))}\u00a0${currency}`

export const formatNumber = (value: string | number, locale: Locale): string =>
  new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 6 }).format(exact(String(value)))

export const formatQuantity = (quantity: string, unit: string, locale: Locale): string =>
  `${formatNumber(quantity, locale)}\u00a0${unitName(unit, locale)}`

export const formatDate = (at: Date | string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: 'medium', timeZone }).format(new Date(at))

export const formatTime = (at: Date | string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at))

/** A time of day to the second, or to the millisecond where being in time is in question. */
export const formatClock = (at: Date | string | number, locale: Locale, timeZone: string, fractionalSecondDigits?: 3): string =>
  new Intl.DateTimeFormat(tags[locale], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
    ...(fractionalSecondDigits && { fractionalSecondDigits }),
  }).format(new Date(at))
