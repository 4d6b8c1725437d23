import { currencyDigits } from './currencies'
import { Decimal } from './decimal'

/** Rounds half away from zero to the currency's digits. Source: pricing rules. */
export const roundMoney = (amount: Decimal, currency: string): Decimal =>
  amount.toDecimalPlaces(currencyDigits(currency), Decimal.ROUND_HALF_UP)

/** An amount as text with exactly the currency's digits. */
export const moneyText = (amount: Decimal, currency: string): string => amount.toFixed(currencyDigits(currency), Decimal.ROUND_HALF_UP)

/** The amount in the currency's smallest unit, as payment providers want it. @throws RangeError if it has more digits */
export function minorUnits(amount: Decimal, currency: string): number {
  const minor = amount.mul(new Decimal(10).pow(currencyDigits(currency)))
  if (!minor.isInteger()) throw new RangeError(`${amount.toFixed()} ${currency} has more digits than the currency`)
  return minor.toNumber()
}
