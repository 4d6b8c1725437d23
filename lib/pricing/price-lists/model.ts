import { offeredSteps } from '@/lib/documents/lifecycle/model'
import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { PriceListState } from '@/lib/platform/db/generated/enums'
import { belowHeader, HeadedTable, type TableProblem } from '@/lib/platform/files/headed-table'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { PriceListKind } from './kinds'
import type { EntryInput } from './schemas'
import { catalogPricesLifecycle, contractLifecycle, type PriceListSide, type PriceListStep, priceListLifecycle } from './states'

/** What of a price list says who may do what with it. */
export interface PriceListFacts {
  kind: PriceListKind
  state: PriceListState
  supplierId: string
  buyerId: string | null
  proposedBy: string | null
  /** a virtual catalog's own prices: they change with it alone */
  catalogId: string | null
}

/**
 * On which side of a list an organization stands; null: it has no business with it. Nobody sees the other's draft. The keeper
 * of a catalog of the marketplace stands on the buyers' side of its prices.
 */
export function sideOf(list: PriceListFacts, organizationId: string): 'supplier' | 'buyer' | null {
  const buys =
    (list.kind === 'contract' && list.buyerId === organizationId) || (list.catalogId !== null && list.proposedBy === organizationId)
  const side = list.supplierId === organizationId ? 'supplier' : buys ? 'buyer' : null
  return list.kind === 'contract' && list.state === 'draft' && list.proposedBy !== organizationId ? null : side
}

/** The table that a list lives by. */
export const lifecycleOf = ({ kind, catalogId }: Pick<PriceListFacts, 'kind' | 'catalogId'>) =>
  catalogId !== null ? catalogPricesLifecycle : kind === 'contract' ? contractLifecycle : priceListLifecycle

/** All the sides of a list on which an organization stands; none when it has no business with it. */
export function sidesOf(list: PriceListFacts, organizationId: string): PriceListSide[] {
  const side = sideOf(list, organizationId)
  return side ? [side, list.proposedBy === organizationId ? 'author' : 'partner'] : []
}

/** A step that a person takes; a draft can also be thrown away. */
export type ListStep = Exclude<PriceListStep, 'supersede'> | 'remove'

/** The steps that an organization can take. */
export function possibleSteps(list: PriceListFacts, organizationId: string): ListStep[] {
  const side = sidesOf(list, organizationId)
  if (side.length === 0) return []
  const offered = offeredSteps(lifecycleOf(list), { state: list.state, side, facts: null })
  const steps = offered.flatMap(({ step }): ListStep[] => (step === 'supersede' ? [] : [step]))
  return list.state === 'draft' ? [...steps, 'remove'] : steps
}

/** What a catalog's own prices come to when others take their place. */
export const supersededState = (state: 'proposed' | 'active'): PriceListState =>
  stateAfter(catalogPricesLifecycle, { state, step: 'supersede', side: 'catalog', before: null })

/** May its prices and dates be changed? A contract's only before it is proposed: after that both sides rely on it. */
export const isEditable = (list: PriceListFacts, organizationId: string): boolean =>
  sideOf(list, organizationId) !== null &&
  list.catalogId === null &&
  (list.state === 'draft' || (list.kind !== 'contract' && list.state === 'active'))

/** In force now, to come, or over, whatever its state says: dates pass by themselves. */
export function phaseOf(list: { state: PriceListState; validFrom: Date | null; validTo: Date | null }, now: Date) {
  if (list.state !== 'active') return list.state
  if (list.validFrom && list.validFrom > now) return 'scheduled' as const
  return list.validTo && list.validTo <= now ? ('over' as const) : ('active' as const)
}

const columns = {
  part: ['part', 'partnumber', 'supplierpartnumber', 'sku', 'item', '料号', '供应商料号', '物料号'],
  from: ['from', 'fromquantity', 'quantityfrom', '起订数量', '数量起', '起始数量'],
  price: ['price', 'unitprice', '价格', '单价'],
  discount: ['discount', 'discountpercent', 'percent', '折扣', '折扣百分比'],
  agreed: ['agreed', 'agreedquantity', 'quantity', '协议数量', '约定数量'],
} as const
type Column = keyof typeof columns

const MAX_BREAKS = 20

/** A price by part number, as a file holds it. */
export type PartPrice = Omit<EntryInput, 'offerId'> & { part: string; row: number }

/**
 * The prices of a table: a part each row; several rows of one part with different quantities are its price breaks.
 * @param rows the first one is the header
 * @returns what is wrong instead of the prices, if anything is
 */
export function readPrices(
  rows: readonly string[][],
  kind: PriceListKind,
  numbers: NumberFormat,
): { prices: PartPrice[]; problems: TableProblem[] } {
  const { header, body } = belowHeader(rows)
  const table = new HeadedTable<Column>(header, columns, ['part'], numbers)
  if (table.problems.length > 0) return { prices: [], problems: table.problems }
  const prices = new Map<string, PartPrice>()
  for (const [index, row] of body) {
    const part = table.text(row, 'part')
    if (part === '') {
      table.wrong(index, 'part', '', 'required')
      continue
    }
    const price = table.amount(row, index, 'price')
    const discount = table.amount(row, index, 'discount')
    const from = table.amount(row, index, 'from')
    const agreed = table.amount(row, index, 'agreed')
    if (table.text(row, 'price') === '' && table.text(row, 'discount') === '') table.wrong(index, 'price', '', 'price_or_discount')
    else if (price !== null && discount !== null) table.wrong(index, 'discount', discount, 'price_or_discount')
    if (discount !== null && Number(discount) > 100) table.wrong(index, 'discount', discount, 'percent')
    if (agreed !== null && kind !== 'contract') table.wrong(index, 'agreed', agreed, 'only_in_contracts')
    const before = prices.get(part)
    const step = price !== null && from !== null ? { from, price } : null
    if (!before) {
      prices.set(part, { part, row: index + 2, price: step ? null : price, breaks: step ? [step] : null, discount, agreed })
    } else if (!step || !before.breaks) table.wrong(index, 'part', part, 'part_twice')
    else if (before.breaks.some((other) => Number(other.from) === Number(from))) table.wrong(index, 'from', step.from, 'from_twice')
    else if (before.breaks.push(step) > MAX_BREAKS) table.wrong(index, 'from', step.from, 'too_many_breaks')
    else before.agreed ??= agreed
  }
  if (table.problems.length > 0) return { prices: [], problems: table.problems }
  if (prices.size === 0) return { prices: [], problems: [{ row: 2, column: header[0] ?? '', value: '', reason: 'no_rows' }] }
  return { prices: [...prices.values()], problems: [] }
}
