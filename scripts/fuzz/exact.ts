/** Decimal numbers as whole numbers of 10⁻³⁰: what the naive model computes with, so that it shares nothing with the engine. */
const DIGITS = 30
const UNIT = 10n ** BigInt(DIGITS)

export const exact = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const value = BigInt(whole) * UNIT + BigInt(fraction.padEnd(DIGITS, '0'))
  return text.startsWith('-') ? -value : value
}

/** Exact as long as both together have at most thirty decimals. */
export const times = (a: bigint, b: bigint): bigint => (a * b) / UNIT

export const percentOf = (percent: bigint, of: bigint): bigint => times(percent, of < 0n ? -of : of) / 100n

/** `a / b`, cut to `scale` decimals towards minus or plus infinity. */
export function quotient(a: bigint, b: bigint, scale: number, up: boolean): bigint {
  const grain = UNIT / 10n ** BigInt(scale)
  const [over, under] = [a * UNIT, b * grain]
  const floor = over / under - (over % under < 0n ? 1n : 0n)
  return (up && over % under !== 0n ? floor + 1n : floor) * grain
}

/** To `scale` decimals, downwards. */
export const cut = (value: bigint, scale: number): bigint => quotient(value, UNIT, scale, false)

export const fits = (value: bigint, scale: number): boolean => value % (UNIT / 10n ** BigInt(scale)) === 0n

export function print(value: bigint, scale: number): string {
  const grains = value / (UNIT / 10n ** BigInt(scale))
  const digits = (grains < 0n ? -grains : grains).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return grains < 0n ? `-${text}` : text
}
