import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { sqlOf } from '@/lib/platform/db/sql'
import { AppError } from '@/lib/platform/errors'
import { publishStaged, stage } from '../publish-staged'
import { ownCatalog } from '../queries'
import { catalogIdInput, editOffersInput } from '../schemas'

/** Publishes lines edited by hand as one new version: added, changed and withdrawn ones together. */
export const editOffers = command('catalog.edit-offers', editOffersInput, may('publish', 'Catalog'), async (ctx, input) => {
  await ownCatalog(ctx, input.catalogId)
  const withdrawn = input.withdraw.filter((part) => !input.offers.some((offer) => offer.part === part))
  const lines = [...input.offers.map((content) => ({ part: content.part, content })), ...withdrawn.map((part) => ({ part, content: null }))]
  const twice = lines.find((line, index) => lines.findIndex((other) => other.part === line.part) !== index)
  if (twice) throw new AppError('invalid_input', { fields: [{ field: 'part', reason: 'duplicate_part' }], data: { part: twice.part } })
  const codes = [...new Set(input.offers.flatMap(({ category }) => category ?? []))]
  const known = await ctx.db.category.count({ where: { code: { in: codes } } })
  if (known < codes.length) throw new AppError('invalid_input', { fields: [{ field: 'category', reason: 'category' }] })
  const sql = sqlOf(ctx.db)
  await stage(sql, lines)
  const version = await publishStaged(sql, { catalogId: input.catalogId, source: 'edit', publishedBy: ctx.actor.userId, now: ctx.now })
  if (version.added + version.changed + version.removed === 0) throw new AppError('not_possible_now', { detail: 'nothing_to_publish' })
  ctx.audit({ entity: 'Catalog', entityId: input.catalogId, after: version })
  ctx.emit({ type: 'catalog.published', catalogId: input.catalogId, version: version.number })
  return version
})

/** Returns to the version before: publishes a new version that takes back all that the last one changed. */
export const undoVersion = command('catalog.undo-version', catalogIdInput, may('publish', 'Catalog'), async (ctx, input) => {
  await ownCatalog(ctx, input.catalogId)
  // Before the last version is chosen: of two who undo at once the second undoes what the first has left.
  await ctx.db.$queryRaw`select 1 from catalog where id = ${input.catalogId}::uuid for update`
  const last = await ctx.db.catalogVersion.findFirst({ where: { catalogId: input.catalogId }, orderBy: { number: 'desc' } })
  if (!last) throw new AppError('not_possible_now', { detail: 'nothing_to_publish' })
  const sql = sqlOf(ctx.db)
  await sql.query(
    `create temp table staged on commit drop as
     select o.supplier_part_number as part, r.content from offer_revision r join offer o on o.id = r.offer_id
     where o.catalog_id = '${last.catalogId}'::uuid and r.version = ${last.number}
     union all
     select supplier_part_number, null from offer where catalog_id = '${last.catalogId}'::uuid and first_version = ${last.number}`,
  )
  const version = await publishStaged(sql, { catalogId: input.catalogId, source: 'undo', publishedBy: ctx.actor.userId, now: ctx.now })
  await ctx.db.catalogVersion.update({
    where: { catalogId_number: { catalogId: last.catalogId, number: last.number } },
    data: { undoneBy: version.number },
  })
  ctx.audit({ entity: 'Catalog', entityId: input.catalogId, after: { ...version, undid: last.number } })
  ctx.emit({ type: 'catalog.published', catalogId: input.catalogId, version: version.number })
  return version
})
