import { publishInto } from '@/lib/catalog/offers/publish-into'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { ownImport } from '../queries'
import { publishImportInput } from '../schemas'
import { oneAtATime } from './check-import'

/** Publishes the good rows of a checked import as one new version, now or at a date. A job does it, whole or not at all. */
export const publishImport = command('catalog.publish-import', publishImportInput, may('publish', 'Catalog'), async (ctx, input) => {
  const row = await ownImport(ctx, input.importId)
  const publishAt = input.publishAt ? new Date(input.publishAt) : null
  const later = publishAt !== null && publishAt > ctx.now
  if (row.added + row.changed + row.removed === 0) throw new AppError('not_possible_now', { detail: 'nothing_to_publish' })
  await oneAtATime(ctx, row.catalogId, row.id)
  const { count } = await ctx.db.catalogImport.updateMany({
    where: { id: row.id, state: 'checked' },
    data: { state: later ? 'scheduled' : 'publishing', publishAt: publishAt ?? ctx.now },
  })
  if (count === 0) throw new AppError('not_possible_now')
  if (input.networkIds.length > 0 && (await ctx.db.catalogPublication.count({ where: { catalogId: row.catalogId } })) === 0) {
    const startsAt = (publishAt ?? ctx.now).toISOString()
    await publishInto(
      ctx,
      row.catalogId,
      input.networkIds.map((networkId) => ({ networkId, startsAt })),
    )
  }
  ctx.audit({ entity: 'CatalogImport', entityId: row.id, after: { state: later ? 'scheduled' : 'publishing' } })
  ctx.emit({ type: 'catalog.import-released', importId: row.id, runAt: later ? publishAt.toISOString() : null })
})
