import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { listVirtualCatalogs } from '@/lib/catalog/virtual/queries'
import { findProducts, foundProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { may } from '@/lib/parties/identity/abilities'
import { networksWith, type ReadContext } from '@/lib/platform/context'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { forbidden, notFound } from '@/lib/platform/errors'
import { sortedByName } from '@/lib/platform/i18n/collation'
import { isUuid } from '@/lib/platform/ids'
import { listDeals } from '@/lib/pricing/deals/queries'
import { landingSections, type Section } from './schemas'
import type { LandingPageSummary, LandingPageView, ShownSection, Text } from './views'

/** Products that a section found by a category or a catalog shows; the rest is a link away. */
const SHOWN = 8

const summarySelect = {
  id: true,
  title: true,
  intro: true,
  networkId: true,
  network: { select: { name: true, operatorId: true } },
  position: true,
  publishedAt: true,
  changedAt: true,
} as const satisfies Prisma.LandingPageSelect

/** Pages of networks that the actor's organization operates, and published ones of those where it browses. */
function readable({ actor }: ReadContext): Prisma.LandingPageWhereInput {
  if (!may('read', 'Search')(actor)) throw forbidden()
  return {
    OR: [
      ...(may('manage', 'Network')(actor) ? [{ network: { operatorId: actor.organizationId } }] : []),
      { publishedAt: { not: null }, networkId: { in: networksWith(actor, 'browse') } },
    ],
  }
}

function summaryOf(ctx: ReadContext, row: Prisma.LandingPageGetPayload<{ select: typeof summarySelect }>): LandingPageSummary {
  const { title, intro, network, publishedAt, ...rest } = row
  return {
    ...rest,
    title: title as Text,
    intro: intro as Text,
    network: network.name,
    published: publishedAt !== null,
    own: network.operatorId === ctx.actor.organizationId && may('manage', 'Network')(ctx.actor),
  }
}

/** Landing pages that the actor may read, in their order. One query, served by (network, position, id). */
export async function listLandingPages(ctx: ReadContext): Promise<LandingPageSummary[]> {
  const rows = await ctx.db.landingPage.findMany({
    where: readable(ctx),
    select: summarySelect,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  return rows.map((row) => summaryOf(ctx, row))
}

/**
 * A landing page with what its reader may see and buy of it, at the reader's prices. Some ten queries, two more for each section that
 * finds its products. @throws AppError not_found
 */
export async function getLandingPage(ctx: ReadContext, pageId: string): Promise<LandingPageView> {
  const row = isUuid(pageId)
    ? await ctx.db.landingPage.findFirst({ where: { id: pageId, ...readable(ctx) }, select: { ...summarySelect, sections: true } })
    : null
  if (!row) throw notFound()
  const { sections, ...summary } = row
  const parsed = landingSections.parse(sections)
  const found = await Promise.all(parsed.map((section) => productsOf(ctx, section)))
  const [cards, deals] = await Promise.all([
    foundProducts(ctx, [...new Set(found.flatMap((each) => each?.ids ?? []))]),
    parsed.some(({ kind }) => kind === 'deals') ? listDeals(ctx) : [],
  ])
  const shown = parsed.map((section, index): ShownSection => {
    if (section.kind === 'text') return section
    const { heading } = section
    if (section.kind === 'deals') return { kind: 'deals', heading, deals: deals.filter(({ state }) => state === 'open') }
    const products = found[index]?.ids.flatMap((id) => cards.get(id) ?? []).filter(({ best }) => best !== null) ?? []
    return { kind: 'products', heading, products, more: found[index]?.more ?? null }
  })
  // What holds nothing for this reader is left out rather than shown empty.
  const filled = shown.filter((each) =>
    each.kind === 'products' ? each.products.length > 0 : each.kind === 'text' || each.deals.length > 0,
  )
  return { ...summaryOf(ctx, summary), shown: filled }
}

/** The products of a section, as far as the reader finds them, and where there are more. */
async function productsOf(ctx: ReadContext, section: Section): Promise<{ ids: string[]; more: string | null } | null> {
  switch (section.kind) {
    case 'products':
      return { ids: section.productIds, more: null }
    case 'category':
    case 'catalog': {
      const asked = section.kind === 'category' ? { category: section.category } : { catalog: section.catalogId }
      const { productIds, total } = await findProducts(ctx, searchParams.parse({ ...asked, sort: 'price' }), SHOWN)
      const [[name, value] = []] = Object.entries(asked)
      return { ids: productIds, more: total > productIds.length ? `/catalog?${name}=${value}` : null }
    }
    case 'text':
    case 'deals':
      return null
    default:
      return section satisfies never
  }
}

/** A page to be changed, with what its sections may name. @throws AppError forbidden, not_found for another operator's */
export async function ownLandingPage(ctx: ReadContext, pageId: string) {
  if (!may('manage', 'Network')(ctx.actor)) throw forbidden()
  const row = isUuid(pageId)
    ? await ctx.db.landingPage.findFirst({ where: { id: pageId, network: { operatorId: ctx.actor.organizationId } } })
    : null
  if (!row) throw notFound()
  const sections = landingSections.parse(row.sections)
  const named = sections.flatMap((section) => (section.kind === 'products' ? section.productIds : []))
  const [catalogs, products] = await Promise.all([
    listVirtualCatalogs(ctx),
    ctx.db.product.findMany({ where: { id: { in: named } }, select: { id: true, name: true } }),
  ])
  return {
    id: row.id,
    version: row.version,
    title: row.title as Text,
    intro: row.intro as Text,
    position: row.position,
    published: row.publishedAt !== null,
    sections,
    catalogs: catalogs.map(({ id, name }) => ({ id, name })),
    productNames: Object.fromEntries(products.map(({ id, name }) => [id, name as Text])),
  }
}

/** Networks that the actor's organization operates, for a new page. */
export async function operatedNetworks(ctx: ReadContext) {
  const where = { operatorId: ctx.actor.organizationId }
  return sortedByName(await ctx.db.network.findMany({ where, select: { id: true, name: true } }), ctx.actor)
}

/** Which of these products the actor sees. */
export async function seenProducts(ctx: ReadContext, productIds: string[]): Promise<Set<string>> {
  return new Set((await visibleOffers(ctx, { productIds })).map(({ productId }) => productId))
}
