/** ISO 4217 currencies whose minor unit is not two digits. Source: ISO 4217, list one. */
const DIGITS: Record<string, number> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0])),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

/** Digits after the decimal point of a currency's amounts. */
export const currencyDigits = (currency: string): number => DIGITS[currency] ?? 2

/** ISO 4217 codes. */
export const currencyCodes: string[] = Intl.supportedValuesOf('currency')
const known = new Set(currencyCodes)
export const isCurrency = (code: string): boolean => known.has(code)
