import { Decimal } from './decimal'

/** ISO 4217 currencies whose minor unit is not two digits. Source: ISO 4217, list one. */
const DIGITS: Record<string, number> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0])),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

/** Digits after the decimal point of a currency's amounts. */
export const currencyDigits = (currency: string): number => DIGITS[currency] ?? 2

/** Rounds half away from zero to the currency's digits. Source: pricing rules. */
export const roundMoney = (amount: Decimal, currency: string): Decimal =>
  amount.toDecimalPlaces(currencyDigits(currency), Decimal.ROUND_HALF_UP)

/** An amount as text with exactly the currency's digits. */
export const moneyText = (amount: Decimal, currency: string): string => amount.toFixed(currencyDigits(currency), Decimal.ROUND_HALF_UP)

/** ISO 4217 codes. */
export const currencyCodes: string[] = Intl.supportedValuesOf('currency')
const known = new Set(currencyCodes)
export const isCurrency = (code: string): boolean => known.has(code)

/** The amount in the currency's smallest unit, as payment providers want it. @throws RangeError if it has more digits */
export function minorUnits(amount: Decimal, currency: string): number {
  const minor = amount.mul(new Decimal(10).pow(currencyDigits(currency)))
  if (!minor.isInteger()) throw new RangeError(`${amount.toFixed()} ${currency} has more digits than the currency`)
  return minor.toNumber()
}
