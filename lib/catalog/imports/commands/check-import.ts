import { type ColumnTargets, isTarget, requiredTargets } from '@/lib/catalog/formats/model'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { withdrawFrom } from '@/lib/catalog/offers/publish-into'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { remember } from '../internal/remembered'
import { ownImport } from '../queries'
import { importIdInput, mapColumnsInput } from '../schemas'

/**
 * Sets what each column means and has all rows checked by a job. The mapping is remembered for files with the same header, together with
 * how the file is read.
 * A catalog checks and publishes one import at a time; another one is refused until then.
 */
export const checkImport = command('catalog.check-import', mapColumnsInput, may('manage', 'Catalog'), async (ctx, input) => {
  const row = await ownImport(ctx, input.importId)
  if (!['uploaded', 'checked', 'failed'].includes(row.state)) throw new AppError('not_possible_now')
  const targets = input.targets as ColumnTargets
  if (targets.length !== row.headers.length || !targets.every(isTarget)) throw invalidInput('targets', 'columns')
  const missing = requiredTargets(targets)
  if (missing.length > 0) throw new AppError('invalid_input', { fields: missing.map((field) => ({ field, reason: 'column_missing' })) })
  const twice = targets.find((target, index) => target !== null && targets.indexOf(target) !== index)
  if (twice) throw invalidInput(twice, 'column_twice')
  await oneAtATime(ctx, row.catalogId, row.id)
  await ctx.db.catalogImport.update({
    where: { id: row.id },
    data: { state: 'checking', mapping: targets, replaceAll: input.replaceAll, rowsDone: 0, error: null },
  })
  await remember(ctx, row.foundHeaders, { mapping: targets, choice: catalogChoice.parse(row.choice) })
  ctx.emit({ type: 'catalog.import-mapped', importId: row.id })
})

/** Gives an import up; what was read of it is dropped. */
export const cancelImport = command('catalog.cancel-import', importIdInput, may('manage', 'Catalog'), async (ctx, input) => {
  const row = await ownImport(ctx, input.importId)
  const { count } = await ctx.db.catalogImport.updateMany({
    where: { id: row.id, state: { in: ['uploaded', 'checking', 'checked', 'scheduled', 'failed'] } },
    data: { state: 'cancelled' },
  })
  if (count === 0) throw new AppError('not_possible_now')
  await ctx.db.importRow.deleteMany({ where: { importId: row.id } })
  // Nor is the catalog to be seen from that day on, where this was to be its first.
  if (row.state === 'scheduled' && row.publishAt) await withdrawFrom(ctx, row.catalogId, row.publishAt)
  ctx.audit({ entity: 'CatalogImport', entityId: row.id, before: { state: row.state } })
})

export async function oneAtATime(ctx: Parameters<typeof ownImport>[0], catalogId: string, importId: string): Promise<void> {
  // Both uploads of a race see the catalog's row one after the other; a unique index stands behind this.
  await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
  const busy = await ctx.db.catalogImport.findFirst({
    where: { catalogId, id: { not: importId }, state: { in: ['checking', 'publishing'] } },
  })
  if (busy) throw new AppError('conflict', { detail: 'import_running', data: { fileName: busy.fileName } })
}
