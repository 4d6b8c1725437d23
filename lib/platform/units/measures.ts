import Qty from 'js-quantities'

/** Units as files write them, where the library knows them otherwise. */
const SPELLINGS: Record<string, string> = {
  毫米: 'mm',
  厘米: 'cm',
  米: 'm',
  千米: 'km',
  平方毫米: 'mm2',
  平方米: 'm2',
  毫升: 'ml',
  升: 'l',
  立方米: 'm3',
  克: 'g',
  千克: 'kg',
  公斤: 'kg',
  瓦: 'W',
  千瓦: 'kW',
  伏: 'V',
  安: 'A',
  赫兹: 'Hz',
  牛: 'N',
  '°': 'deg',
  Nm: 'N*m',
  N·m: 'N*m',
  ltr: 'l',
  mtr: 'm',
  sqmm: 'mm2',
  sqm: 'm2',
  inch: 'in',
}

/** A number with its unit: comparable with every other of the same `dimension`, in which `amount` is counted. */
export interface Measure {
  dimension: string
  amount: number
}

const NUMBER = /^[+-]?\d+([.,]\d+)?$/

/** A number as texts write it, with a point or a comma; null for anything else. */
export const readNumber = (text: string): number | null => (NUMBER.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null)

const known = new Map<string, Qty | null>()

/** A unit as a quantity of one; null where it is none that is measured, such as 'piece', or has no common zero, such as '°C'. */
function unitOf(text: string): Qty | null {
  const spelled =
    (Object.hasOwn(SPELLINGS, text) ? SPELLINGS[text] : undefined) ?? text.replaceAll('²', '2').replaceAll('³', '3').replaceAll('·', '*')
  const before = known.get(spelled)
  if (before !== undefined) return before
  const parsed = spelled === '' ? null : Qty.parse(`1 ${spelled}`)
  const unit = parsed?.kind() === 'temperature' ? null : parsed
  known.set(spelled, unit)
  return unit
}

/**
 * What a value with its unit measures, in base units of the SI: '40' with 'mm', '0.04' with 'm' and '4 cm' alone are equal.
 * @returns null for what is no number, or has a unit that is not known
 */
export function readMeasure(value: string, unit?: string): Measure | null {
  const alone = unit ? null : /^([+-]?\d+(?:[.,]\d+)?)\s*(\D.*)$/.exec(value.trim())
  const number = readNumber(alone?.[1] ?? value)
  const kind = unitOf(unit?.trim() ?? alone?.[2]?.trim() ?? '')
  if (number === null || kind === null) return null
  const base = kind.mul(number).toBase()
  return { dimension: base.units(), amount: Number(base.scalar.toPrecision(9)) }
}

/** A value in another unit of the same dimension, with as many digits as a reader needs; null where the units do not meet. */
export function inUnit(value: string, unit: string, target: string): string | null {
  const number = readNumber(value)
  const from = unitOf(unit.trim())
  const to = unitOf(target.trim())
  if (number === null || !from || !to || !from.isCompatible(to)) return null
  return String(Number(from.mul(number).to(to.units()).scalar.toPrecision(6)))
}
