import type { Locale } from '@/lib/platform/i18n/locales'
import { type NumberFormat, writeNumber } from '@/lib/platform/i18n/number-formats'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { unitAfter } from '@/lib/platform/units/units'

const tags = { en: 'en-GB', zh: 'zh-CN' } as const

/** An amount with its currency's digits and code: '1,204.50 EUR'. */
export const formatMoney = (amount: string, currency: string, numbers: NumberFormat): string =>
  `${formatAmount(amount, currency, numbers)}\u00a0${currency}`

/** An amount with its currency's digits alone, where the header names the currency. */
export const formatAmount = (amount: string, currency: string, numbers: NumberFormat): string => {
  const digits = currencyDigits(currency)
  return writeNumber(amount, numbers, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A price of one unit, with all of the six digits that one can have. */
export const formatUnitPrice = (amount: string, currency: string, numbers: NumberFormat): string =>
  `${writeNumber(amount, numbers, { minimumFractionDigits: currencyDigits(currency), maximumFractionDigits: 6 })}\u00a0${currency}`

/** A bid: in percent where a discount is bid, else in its currency. */
export const formatBid = (amount: string, unit: string, numbers: NumberFormat): string =>
  unit === '%' ? formatPercent(amount, numbers, 2) : formatUnitPrice(amount, unit, numbers)

/** A number with at most six decimals, or with exactly as many as asked for. */
export const formatNumber = (value: string | number, numbers: NumberFormat, decimals?: number): string =>
  writeNumber(value, numbers, {
    maximumFractionDigits: decimals ?? 6,
    ...(decimals !== undefined && { minimumFractionDigits: decimals }),
  })

export const formatPercent = (percent: string | number, numbers: NumberFormat, decimals = 1): string =>
  `${formatNumber(percent, numbers, decimals)}\u00a0%`

/** A quantity with its unit: '2,800 pieces'. */
export const formatQuantity = (quantity: string, unit: string, numbers: NumberFormat, locale: Locale): string =>
  `${formatNumber(quantity, numbers)}\u00a0${unitAfter(quantity, unit, locale)}`

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
