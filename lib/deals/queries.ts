import { visibleOffers } from '@/lib/catalog/queries'
import { may } from '@/lib/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/decimal'
import { forbidden, notFound } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { stepAt } from './model'
import { type DealStep, dealSteps } from './schemas'
import type { DealCounter, DealView } from './views'

const asked = {
  supplier: { select: { name: true } },
  offer: {
    select: {
      productId: true,
      supplierPartNumber: true,
      price: true,
      priceBase: true,
      minimum: true,
      step: true,
      product: { select: { name: true, categoryCode: true, pictureFileId: true } },
    },
  },
  _count: { select: { joins: true } },
} as const

const PAGE = 60

/**
 * Deals that the actor may see, those that end first before others: buyers the open ones of offers that they see, suppliers their own of all
 * times. Four queries, whatever their number; served by (state, ends_at, id) and (supplier, created_at, id).
 */
export async function listDeals(ctx: ReadContext, filter: { productId?: string } = {}): Promise<DealView[]> {
  const [buys, sells] = sidesOf(ctx)
  const rows = await ctx.db.deal.findMany({
    where: {
      OR: [
        ...(buys ? [{ state: 'open' as const, endsAt: { gt: ctx.now } }, { joins: { some: { buyerId: ctx.actor.organizationId } } }] : []),
        ...(sells ? [{ supplierId: ctx.actor.organizationId }] : []),
      ],
      ...(filter.productId && { offer: { productId: filter.productId } }),
    },
    orderBy: [{ state: 'asc' }, { endsAt: 'asc' }, { id: 'asc' }],
    take: PAGE,
    include: asked,
  })
  return viewsOf(ctx, rows)
}

/** A deal that the actor may see. @throws AppError not_found */
export async function getDeal(ctx: ReadContext, dealId: string): Promise<DealView> {
  sidesOf(ctx)
  const row = await ctx.db.deal.findUnique({ where: { id: dealId }, include: asked })
  const [view] = row ? await viewsOf(ctx, [row]) : []
  if (!view) throw notFound()
  return view
}

function sidesOf({ actor }: ReadContext): [buys: boolean, sells: boolean] {
  const sides: [boolean, boolean] = [may('read', 'Search')(actor), actor.kinds.includes('supplier') && may('manage', 'PriceList')(actor)]
  if (!sides.includes(true)) throw forbidden()
  return sides
}

type Row = Awaited<ReturnType<typeof readOne>>
const readOne = (db: ReadContext['db'], id: string) => db.deal.findUniqueOrThrow({ where: { id }, include: asked })

/** Own deals, own joins, and those whose offer the actor sees now. */
async function viewsOf(ctx: ReadContext, rows: Row[]): Promise<DealView[]> {
  const { organizationId } = ctx.actor
  const [visible, joins] = await Promise.all([
    visibleOffers(ctx, { offerIds: [...new Set(rows.map(({ offerId }) => offerId))] }),
    ctx.db.dealJoin.findMany({
      where: { dealId: { in: rows.map(({ id }) => id) }, buyerId: organizationId },
      select: { dealId: true, quantity: true, order: { select: { id: true, number: true } } },
      orderBy: { joinedAt: 'asc' },
    }),
  ])
  const seen = new Set(visible.map(({ id }) => id))
  return rows.flatMap((row): DealView[] => {
    const own = joins.filter(({ dealId }) => dealId === row.id)
    if (row.supplierId !== organizationId && own.length === 0 && !seen.has(row.offerId)) return []
    const { offer } = row
    return [
      {
        ...counterOf(row),
        kind: row.kind,
        supplierId: row.supplierId,
        supplierName: row.supplier.name,
        productId: offer.productId,
        name: offer.product.name as DealView['name'],
        categoryCode: offer.product.categoryCode,
        pictureFileId: offer.product.pictureFileId,
        offerId: row.offerId,
        part: offer.supplierPartNumber,
        currency: row.currency,
        unit: row.unit,
        usual: new Decimal(offer.price.toString()).div(offer.priceBase.toString()).toFixed(),
        minimum: offer.minimum?.toFixed() ?? null,
        step: offer.step?.toFixed() ?? null,
        opensAt: row.opensAt,
        endsAt: row.endsAt,
        steps: dealSteps.parse(row.steps),
        total: row.total?.toFixed() ?? null,
        own: own.reduce((sum, { quantity }) => sum.add(quantity.toString()), new Decimal(0)).toFixed(),
        orders: own.flatMap(({ order }) => order ?? []),
      },
    ]
  })
}

/** The part of a deal that everybody watches. */
export function counterOf(row: {
  id: string
  state: DealCounter['state']
  kind: 'group' | 'limited'
  steps: unknown
  total: { toString(): string } | null
  taken: { toString(): string }
  price: { toString(): string } | null
  _count: { joins: number }
}): DealCounter {
  const steps = row.steps as DealStep[]
  const taken = new Decimal(row.taken.toString())
  const { reached, next } = stepAt(steps, taken)
  return {
    id: row.id,
    state: row.state,
    taken: taken.toFixed(),
    left: row.total && new Decimal(row.total.toString()).sub(taken).toFixed(),
    joiners: row._count.joins,
    price: row.price ? new Decimal(row.price.toString()).toFixed() : (reached?.price ?? null),
    next,
  }
}

/** The counter as it is now, for the live side; null for a deal that is gone. */
export async function readCounter(dealId: string): Promise<DealCounter | null> {
  const row = await prisma().deal.findUnique({
    where: { id: dealId },
    select: { id: true, state: true, kind: true, steps: true, total: true, taken: true, price: true, _count: { select: { joins: true } } },
  })
  return row && counterOf(row)
}

/** An own offer that may be put up as a deal. @throws AppError not_found for another's */
export async function offerForDeal(ctx: ReadContext, offerId: string) {
  if (!may('manage', 'PriceList')(ctx.actor)) throw forbidden()
  const offer = isUuid(offerId)
    ? await ctx.db.offer.findFirst({
        where: { id: offerId, supplierId: ctx.actor.organizationId, withdrawnAt: null },
        select: { id: true, supplierPartNumber: true, currency: true, price: true, priceBase: true, product: { select: { name: true } } },
      })
    : null
  if (!offer) throw notFound()
  return {
    id: offer.id,
    part: offer.supplierPartNumber,
    name: offer.product.name as DealView['name'],
    currency: offer.currency,
    usual: new Decimal(offer.price.toString()).div(offer.priceBase.toString()).toFixed(),
  }
}
