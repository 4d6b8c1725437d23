import { may } from '@/lib/parties/identity/abilities'
import { ownNetwork } from '@/lib/parties/network/queries'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { seenProducts } from '../queries'
import { createLandingPageInput, landingPageIdInput, publishLandingPageInput, type Section, saveLandingPageInput } from '../schemas'

const curates = may('manage', 'Network')

/** An empty page in a network that the actor's organization operates; nobody else sees it before it is published. */
export const createLandingPage = command('landing.create', createLandingPageInput, curates, async (ctx, { networkId, name }) => {
  await ownNetwork(ctx, networkId)
  const page = await ctx.db.landingPage.create({
    data: { networkId, title: { [ctx.actor.locale]: name }, changedAt: ctx.now },
  })
  ctx.audit({ entity: 'LandingPage', entityId: page.id, after: { networkId, name } })
  return { id: page.id }
})

/**
 * What a page says and shows; of a published one at once.
 * @throws AppError conflict when somebody else has changed it meanwhile, invalid_input for a product or catalog that is not there
 */
export const saveLandingPage = command('landing.save', saveLandingPageInput, curates, async (ctx, { pageId, version, ...data }) => {
  const before = await ownPage(ctx, pageId)
  if (before.version !== version) throw new AppError('conflict')
  await checkSections(ctx, data.sections)
  await ctx.db.landingPage.update({ where: { id: pageId }, data: { ...data, version: version + 1, changedAt: ctx.now } })
  ctx.audit({ entity: 'LandingPage', entityId: pageId, before: { version }, after: data })
})

async function checkSections(ctx: CommandContext, sections: Section[]): Promise<void> {
  const named = sections.flatMap((section) => (section.kind === 'products' ? section.productIds : []))
  const seen = await seenProducts(ctx, [...new Set(named)])
  const catalogs = await ctx.db.catalog.findMany({
    where: {
      id: { in: sections.flatMap((section) => (section.kind === 'catalog' ? [section.catalogId] : [])) },
      organizationId: ctx.actor.organizationId,
      managedBy: 'marketplace',
    },
    select: { id: true },
  })
  const categories = await ctx.db.category.findMany({
    where: { code: { in: sections.flatMap((section) => (section.kind === 'category' ? [section.category] : [])) } },
    select: { code: true },
  })
  for (const [index, section] of sections.entries()) {
    if (section.kind === 'products' && section.productIds.some((id) => !seen.has(id)))
      throw invalidInput(`sections.${index}.productIds`, 'product_unseen')
    if (section.kind === 'catalog' && !catalogs.some(({ id }) => id === section.catalogId))
      throw invalidInput(`sections.${index}.catalogId`, 'required')
    if (section.kind === 'category' && !categories.some(({ code }) => code === section.category))
      throw invalidInput(`sections.${index}.category`, 'category')
  }
}

/** Shows a page to the members of its network, or to nobody again. @throws AppError not_found */
export const publishLandingPage = command('landing.publish', publishLandingPageInput, curates, async (ctx, { pageId, published }) => {
  const before = await ownPage(ctx, pageId)
  if ((before.publishedAt !== null) === published) return
  await ctx.db.landingPage.update({ where: { id: pageId }, data: { publishedAt: published ? ctx.now : null } })
  ctx.audit({ entity: 'LandingPage', entityId: pageId, after: { published } })
})

/** Removes a page for good. @throws AppError not_found */
export const removeLandingPage = command('landing.remove', landingPageIdInput, curates, async (ctx, { pageId }) => {
  const before = await ownPage(ctx, pageId)
  await ctx.db.landingPage.delete({ where: { id: pageId } })
  ctx.audit({ entity: 'LandingPage', entityId: pageId, before })
})

/** Holds the row: two who change one page come one after the other. */
async function ownPage(ctx: CommandContext, pageId: string) {
  await ctx.db.$queryRaw`select 1 from landing_page where id = ${pageId}::uuid for update`
  const page = await ctx.db.landingPage.findFirst({ where: { id: pageId, network: { operatorId: ctx.actor.organizationId } } })
  if (!page) throw notFound()
  return page
}
