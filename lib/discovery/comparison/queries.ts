import { attributesWithInternalContent } from '@/lib/catalog/internal-content/model'
import { internalContentsOf } from '@/lib/catalog/internal-content/queries'
import { inSupplierUnits, sharedUnit } from '@/lib/catalog/mapping/model'
import { internalUnits } from '@/lib/catalog/mapping/queries'
import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { forbidden, notFound } from '@/lib/platform/errors'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { Decimal, ONE, ZERO } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import { pricingFacts } from '@/lib/pricing/quotes/pricing-facts'
import { cheapestOffer, quoteProducts } from '@/lib/pricing/quotes/queries'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'
import { convert } from '@/lib/pricing/rates/model'
import { MAX_OFFERS } from './columns-model'
import { type AttributeRow, attributeRows, formulaName, GIVEN_NAMES, totalCost } from './model'
import { type ComparisonSpec, comparisonSpec } from './schemas'
import type { ComparedOffer, ComparisonView, SupplierScore } from './views'

/** Products and their offers side by side, as the actor sees and buys them. Eight queries, whatever is compared. */
export async function compare(ctx: ReadContext, spec: ComparisonSpec): Promise<ComparisonView> {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const { rows, added, shared, factorOf } = await comparedProducts(ctx, spec)
  const asked = new Map(rows.map(({ id, unit }) => [id, inSupplierUnits(new Decimal(spec.quantity), factorOf(unit))]))
  const quotes = await quoteProducts(ctx, spec.productIds, asked)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const found = spec.productIds.flatMap((id) => (quotes.has(id) ? (byId.get(id) ?? []) : []))
  const attributes = attributeRows(
    found.map((row) => ({ attributes: attributesWithInternalContent(row.attributes as Attribute[], added.get(row.id) ?? []) })),
  )
  const chosen = found.flatMap(({ id }, product) => {
    const all = quotes.get(id) ?? []
    const best = spec.offers === 'best' ? cheapestOffer(all) : null
    return (best ? [best] : all).map((offer) => ({ offer, product }))
  })
  const shown = chosen.slice(0, MAX_OFFERS)
  const costed = await withCosts(ctx, spec, shown, attributes, factorOf)
  const least = Math.min(...costed.flatMap(({ cost }) => (cost.total === null ? [] : [Number(cost.total)])))
  return {
    products: found.map(({ attributes: _, unit: __, ...row }) => ({
      ...row,
      name: row.name as LocalizedText,
      offers: quotes.get(row.id)?.length ?? 0,
    })),
    attributes,
    offers: costed.map((each) => ({
      ...each,
      above: each.cost.total === null || least <= 0 ? null : (100 * (Number(each.cost.total) - least)) / least,
    })),
    left: chosen.length - shown.length,
    internalUnit: shared && {
      unit: shared.unit,
      factors: Object.fromEntries([...shared.factors].map(([unit, factor]) => [unit, factor.toFixed()])),
    },
    names: namesForFormulas(attributes),
  }
}

/** The products with what the organization added to them, and the own unit in which all can be said, if there is one. */
async function comparedProducts(ctx: ReadContext, { productIds }: ComparisonSpec) {
  const [rows, added, units] = await Promise.all([
    ctx.db.product.findMany({
      where: { id: { in: productIds } },
      select: {
        id: true,
        name: true,
        brand: true,
        partNumber: true,
        gtin: true,
        categoryCode: true,
        pictureFileId: true,
        attributes: true,
        unit: true,
      },
    }),
    internalContentsOf(ctx, productIds),
    internalUnits(ctx),
  ])
  // Where all can be said in one own unit, the asked quantity is one of that.
  const shared = sharedUnit(
    rows.map(({ unit }) => unit),
    units,
  )
  return { rows, added, shared, factorOf: (unit: string) => shared?.factors.get(unit) ?? ONE }
}

/** The offers with what they come to, and how their suppliers have kept their word. */
async function withCosts(
  ctx: ReadContext,
  spec: ComparisonSpec,
  shown: { offer: QuotedOffer; product: number }[],
  attributes: AttributeRow[],
  factorOf: (unit: string) => Decimal,
): Promise<Omit<ComparedOffer, 'above'>[]> {
  const suppliers = [...new Set(shown.map(({ offer }) => offer.supplierId))]
  const [facts, scores, countries] = await Promise.all([
    pricingFacts(ctx, ctx.actor.country, suppliers),
    supplierScores(ctx, suppliers),
    ctx.db.organization.findMany({ where: { id: { in: suppliers } }, select: { id: true, country: true } }),
  ])
  const countryOf = new Map(countries.map(({ id, country }) => [id, country]))
  const text = (amount: Decimal | null) => amount && roundMoney(amount, ctx.actor.currency).toFixed()
  return shown.map(({ offer, product }) => {
    const country = countryOf.get(offer.supplierId) ?? ''
    const { problem, ...amounts } = totalCost(
      {
        price: offer.converted === null ? null : new Decimal(offer.converted),
        freight: freightOf(ctx, offer, facts),
        quantity: new Decimal(offer.quantity).mul(factorOf(offer.unit)),
        country,
        supplierId: offer.supplierId,
        attributes: numbersOf(attributes, product),
      },
      spec,
    )
    return {
      offer,
      product,
      country,
      score: scores.get(offer.supplierId) ?? { orders: 0, onTime: null, accepted: null },
      cost: {
        price: text(amounts.price),
        freight: text(amounts.freight),
        duty: text(amounts.duty),
        credit: text(amounts.credit),
        running: text(amounts.running),
        total: text(amounts.total),
        problem,
      },
    }
  })
}

/** What a formula of the running cost may name: the given ones and every attribute that is a number somewhere. */
const namesForFormulas = (attributes: AttributeRow[]): string[] => [
  ...new Set([
    ...GIVEN_NAMES,
    ...attributes.filter(({ values }) => values.some((value) => value?.number != null)).flatMap(({ name }) => formulaName(name) ?? []),
  ]),
]

/** What an order with this offer alone pays for freight, in the organization's currency. */
function freightOf(ctx: ReadContext, offer: QuotedOffer, { terms, rates }: Awaited<ReturnType<typeof pricingFacts>>): Decimal | null {
  const own = terms.find(({ supplier, currency }) => supplier === offer.supplierId && currency === offer.currency)
  const isFree = own?.freightFreeFrom != null && new Decimal(offer.net).gte(own.freightFreeFrom)
  if (!own?.freight || isFree) return ZERO
  return convert(rates, new Decimal(own.freight), offer.currency, ctx.actor.currency, ctx.now.toISOString().slice(0, 10))
}

/** Attributes of one product that are numbers, under the names that formulas know them by. */
function numbersOf(rows: readonly AttributeRow[], product: number): Map<string, Decimal> {
  const numbers = new Map<string, Decimal>()
  for (const { name, values } of rows) {
    const known = formulaName(name)
    const number = values[product]?.number
    if (known && number != null && Number.isFinite(number)) numbers.set(known, new Decimal(number))
  }
  return numbers
}

/**
 * How suppliers have kept their word towards the actor's organization, by its orders of twelve months. Served by (buyer, placed_at, id)
 * and the documents of an order by it.
 */
async function supplierScores(ctx: ReadContext, supplierIds: readonly string[]): Promise<Map<string, SupplierScore>> {
  const rows = await ctx.db.$queryRaw<(SupplierScore & { supplierId: string })[]>`
    select o.supplier_id as "supplierId", count(*)::int as orders,
           avg((s.shipped_on <= p.promised_on)::int)::float8 as "onTime",
           (sum(p.received) / nullif(sum(p.received + p.rejected), 0))::float8 as accepted
    from effective_order o
    cross join lateral (
      select max(confirmed_on) as promised_on, sum(received) as received, sum(rejected) as rejected from order_line_progress g where g.order_id = o.id) p
    cross join lateral (select max(despatched_at)::date as shipped_on from despatch_advice d where d.order_id = o.id) s
    where o.buyer_id = ${ctx.actor.organizationId}::uuid and o.supplier_id = any(${supplierIds}::uuid[])
      and o.placed_at >= ${ctx.now}::timestamptz - interval '12 months'
    group by o.supplier_id`
  return new Map(rows.map(({ supplierId, ...score }) => [supplierId, score]))
}

/** Saved comparisons of the organization, last changed first. */
export async function listComparisons(ctx: ReadContext) {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  return ctx.db.comparison.findMany({
    where: { organizationId: ctx.actor.organizationId },
    select: { id: true, name: true, changedAt: true },
    orderBy: [{ changedAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
}

/** A saved comparison of the organization. @throws AppError not_found */
export async function getComparison(ctx: ReadContext, comparisonId: string) {
  if (!may('read', 'Search')(ctx.actor)) throw forbidden()
  const row = await ctx.db.comparison.findFirst({ where: { id: comparisonId, organizationId: ctx.actor.organizationId } })
  if (!row) throw notFound()
  return { id: row.id, name: row.name, spec: comparisonSpec.parse(row.spec) }
}
