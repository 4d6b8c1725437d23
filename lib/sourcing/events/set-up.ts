import type { z } from 'zod'
import { invalidInput } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { Locale } from '@/lib/platform/i18n/locales'
import { currencyDigits } from '@/lib/platform/money/currencies'
import { Decimal } from '@/lib/platform/money/decimal'
import { newLot } from '@/lib/sourcing/auction/rules/engine'
import { bidsRise, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { type LotRules, lotRules } from '@/lib/sourcing/auction/rules/schemas'
import { leadIsShown } from '@/lib/sourcing/auction/rules/views'
import type { eventInput } from './schemas'

/** From an event as it was set up to its lots as they are kept. */
type Input = z.output<typeof eventInput>
type LotInput = Input['lots'][number]

/** More prices than this nobody follows, and a screen gets all those of a rising clock at once. */
const MAX_PRICES = 500

/** What a line's name, which is typed in one language, is kept as. */
export interface Naming {
  /** the language of who typed it */
  locale: Locale
  /** of the products that lines name, by id */
  products: ReadonlyMap<string, LocalizedText>
}

/** The product's own name in all languages, unless another was typed. */
function nameOf({ name, productId }: LotInput['lines'][number], { locale, products }: Naming): LocalizedText {
  const own = productId ? products.get(productId) : undefined
  return own && (own.en === name || own.zh === name) ? own : { [locale]: name }
}

/** What bidders may see, as far as the format has it at all; of sealed bids it is said of the time after the opening. */
export function visibilityOf({ format, visibility }: Input): Input['visibility'] {
  if (traitsOf(format).kind === 'clock') return 'nothing'
  if (!traitsOf(format).rankOnly) return visibility
  return visibility === 'lead_and_rank' || visibility === 'rank' ? 'rank' : 'nothing'
}

/**
 * The rows of an event's lots. One after the other they are planned end to end, with the gap between; how long each takes
 * shows when it is held.
 * @param aliases of the invited, by supplier: what evaluated prices are kept under
 * @param naming how the lines' names are to be kept
 * @throws AppError invalid_input that names the lot and the field
 */
export function lotRows(input: Input, aliases: ReadonlyMap<string, string>, naming: Naming) {
  const length = input.endsAt ? Date.parse(input.endsAt) - Date.parse(input.opensAt) : null
  let opensAt = Date.parse(input.opensAt)
  return input.lots.map((lot, index) => {
    const row = lotRow(input, lot, index, { opensAt, endsAt: length === null ? null : opensAt + length }, aliases, naming)
    if (typeof input.gap === 'number') opensAt = row.endsAt.getTime() + input.gap * 1000
    return row
  })
}

function lotRow(
  input: Input,
  lot: LotInput,
  index: number,
  at: { opensAt: number; endsAt: number | null },
  aliases: ReadonlyMap<string, string>,
  naming: Naming,
) {
  const rules = lotRules.safeParse(rulesOf(input, lot, at, aliases))
  if (!rules.success) throw invalidInput(`lots.${index}`, rules.error.issues[0]?.message ?? 'number')
  const start = newLot(rules.data, [])
  const ends = start.format.ends(start) ?? start.rules.opensAt
  if (start.rules.interval && (ends - start.rules.opensAt) / start.rules.interval > MAX_PRICES)
    throw invalidInput(`lots.${index}.floor`, 'too_many_steps')
  const priced = lot.lines.every((line) => line.lastPrice)
  const baseline = lot.lines.reduce((sum, line) => sum.add(new Decimal(line.quantity).mul(line.lastPrice ?? 0)), new Decimal(0))
  return {
    number: index + 1,
    title: lot.title,
    rules: rules.data,
    baseline: priced ? baseline.toFixed() : null,
    opensAt: new Date(at.opensAt),
    endsAt: new Date(ends),
    // Of lots one after the other only the first is due by the clock; each sets off the next.
    dueAt: index > 0 && typeof input.gap === 'number' ? null : new Date(at.opensAt),
    lines: {
      create: lot.lines.map((line, place) => ({
        line: place + 1,
        productId: line.productId ?? null,
        name: nameOf(line, naming),
        quantity: line.quantity,
        unit: line.unit,
        taxCategory: line.taxCategory,
        lastPrice: line.lastPrice,
      })),
    },
  }
}

/** Only what the format has: the form keeps the rest for when another is chosen. */
function rulesOf(input: Input, lot: LotInput, at: { opensAt: number; endsAt: number | null }, aliases: ReadonlyMap<string, string>) {
  const { format } = input
  const { kind, discount, rankOnly } = traitsOf(format)
  const [sealed, clock] = [kind === 'sealed', kind === 'clock']
  const open = !sealed && !clock
  // What is refused for the sake of a lead that nobody is shown would show it.
  const blind = rankOnly || !leadIsShown(input.visibility)
  return {
    format,
    currency: input.currency,
    scale: discount ? (input.discount === 'percent' ? 2 : 4) : currencyDigits(input.currency),
    opensAt: new Date(at.opensAt).toISOString(),
    endsAt: clock || at.endsAt === null ? null : new Date(at.endsAt).toISOString(),
    ceiling: lot.ceiling,
    reserve: lot.reserve,
    floor: clock ? lot.floor : null,
    interval: clock ? input.interval : null,
    step: sealed ? null : input.step,
    mustBeat: blind ? 'own' : input.mustBeat,
    ties: open && (blind || input.ties),
    guard: open && !blind ? input.guard : null,
    discount: discount ? input.discount : null,
    overtime: open && input.overtime ? overtimeOf(input.overtime, at.endsAt) : null,
    outage: !clock && input.outageMinutes ? input.outageMinutes * 60 : null,
    adjustments: clock || discount ? null : adjustmentsOf(input, lot, aliases),
    criteria: clock || discount || input.criteria.length === 0 ? null : input.criteria,
  }
}

function overtimeOf({ hardStopMinutes, ...rule }: NonNullable<Input['overtime']>, endsAt: number | null): LotRules['overtime'] {
  return {
    ...rule,
    limit: rule.limit ?? null,
    hardStop: hardStopMinutes && endsAt !== null ? new Date(endsAt + hardStopMinutes * 60_000).toISOString() : null,
  }
}

/** More decimals than any amount has: a share of the ceiling need not come out even. */
const POINT_DECIMALS = 6

/**
 * What each bidder's amount is worth. Weighted points are said as an addend that ranks the same: with the price in the rest of the
 * hundred percent, a point less of a criterion costs as much as weight / price weight of a hundredth of the ceiling. Whoever has all
 * points is left as bid. Source: auction rules, 6.
 */
function adjustmentsOf(input: Input, lot: LotInput, aliases: ReadonlyMap<string, string>): LotRules['adjustments'] {
  const { criteria, format } = input
  const terms = new Map<string, Input['adjustments'][number]>(input.adjustments.map((entry) => [entry.supplierId, entry]))
  const priceWeight = criteria.reduce((rest, { weight }) => rest - weight, 100)
  const sign = bidsRise(format) ? -1 : 1
  const known = [...aliases].flatMap(([supplierId, alias]) => {
    const { factor = '1', addend: base = '0', points = [] } = terms.get(supplierId) ?? {}
    if (criteria.length === 0) return Number(factor) !== 1 || Number(base) !== 0 ? [[alias, { factor, addend: base }] as const] : []
    const missing = criteria.reduce(
      (sum, { weight }, index) => sum.add(new Decimal(100 - (points[index] ?? 0)).mul(weight)),
      new Decimal(0),
    )
    const worth = new Decimal(lot.ceiling ?? 0).mul(missing).div(priceWeight).div(100).mul(sign).toDecimalPlaces(POINT_DECIMALS)
    return [[alias, { factor, addend: worth.add(base).toFixed(), base, points: criteria.map((_, index) => points[index] ?? 0) }] as const]
  })
  return known.length > 0 ? Object.fromEntries(known) : null
}
