import { mayDecideAny, requireApprover } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { joinedWhole } from '@/lib/platform/db/whole-sets'
import { AppError } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { draftEntries } from '../draft-queries'
import { advanceVersion } from '../internal/advance-version'
import { saidColumns } from '../internal/entries'
import { draftCounts, type OwnCatalog, ownVirtualCatalog } from '../queries'
import { decideVersionInput, versionInput, virtualCatalogIdInput } from '../schemas'
import { versionOf, versionProblems } from '../version-queries'

/** The way of a version from its check on. docs/states.md draws it. */
const manage = may('manage', 'VirtualCatalog')

async function lockOwn(ctx: CommandContext, catalogId: Id<'Catalog'>): Promise<OwnCatalog> {
  await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
  return ownVirtualCatalog(ctx, catalogId)
}

/**
 * The number of a catalog's next version. One that was only checked makes room for it.
 * @throws AppError not_possible_now when one that others look at, or that waits for its date, is on its way
 */
export async function nextNumber(ctx: CommandContext, catalogId: string): Promise<number> {
  await ctx.db.catalogVersion.deleteMany({ where: { catalogId, state: 'checked' } })
  const open = await ctx.db.catalogVersion.count({ where: { catalogId, state: { in: ['submitted', 'accepted'] } } })
  if (open > 0) throw new AppError('not_possible_now', { detail: 'version_open' })
  const last = await ctx.db.catalogVersion.aggregate({ where: { catalogId }, _max: { number: true } })
  return (last._max.number ?? 0) + 1
}

/** Notes what the draft selects now as the next version: what is looked at is what will be published. @returns its number */
export async function checkDraft(ctx: CommandContext, catalog: OwnCatalog): Promise<number> {
  const number = await nextNumber(ctx, catalog.id)
  const { added, changed, removed } = await joinedWhole(ctx.db, () => draftCounts(ctx, catalog))
  await ctx.db.catalogVersion.create({
    data: { catalogId: catalog.id, number, source: 'selection', state: 'checked', added, changed, removed, checkedAt: ctx.now },
  })
  await joinedWhole(
    ctx.db,
    () => ctx.db.$executeRaw`
    insert into catalog_version_line (catalog_id, number, offer_id, ${saidColumns()})
    select ${catalog.id}::uuid, ${number}, d.offer_id, ${saidColumns('d')} from (${draftEntries(ctx, catalog)}) d`,
  )
  return number
}

/** Makes the draft a version that can be looked at, submitted and published. @throws AppError not_possible_now */
export const checkVersion = command('virtual-catalogs.check', virtualCatalogIdInput, manage, async (ctx, input) => {
  const catalog = await lockOwn(ctx, input.catalogId)
  const number = await checkDraft(ctx, catalog)
  ctx.audit({ entity: 'Catalog', entityId: catalog.id, after: { version: number, state: 'checked' } })
  return { number }
})

/** Gives a checked version to a second person. @throws AppError not_possible_now when the check found what has to be mended */
export const submitVersion = command('virtual-catalogs.submit', versionInput, manage, async (ctx, input) => {
  const catalog = await lockOwn(ctx, input.catalogId)
  await advanceVersion(ctx, catalog, await versionOf(ctx, catalog, input.number), {
    step: 'submit',
    by: 'manager',
    data: { submittedAt: ctx.now, submittedBy: ctx.actor.userId },
  })
  if ((await versionProblems(ctx, catalog, input.number)).some(({ blocking }) => blocking))
    throw new AppError('not_possible_now', { detail: 'version_has_problems' })
  ctx.emit({ type: 'virtual-catalog.submitted', catalogId: catalog.id, number: input.number, by: ctx.actor.userId })
})

/**
 * A second person accepts a submitted version, or sends it back with remarks on its lines.
 * @throws AppError forbidden for who submitted it
 */
export const decideVersion = command('virtual-catalogs.decide', decideVersionInput, mayDecideAny('catalog_version'), async (ctx, input) => {
  const catalog = await lockOwn(ctx, input.catalogId)
  const version = await versionOf(ctx, catalog, input.number)
  requireApprover(ctx.actor, { kind: 'catalog_version', requestedBy: version.submittedBy })
  await advanceVersion(ctx, catalog, version, {
    step: input.accept ? 'accept' : 'send_back',
    by: 'approver',
    data: { decidedAt: ctx.now, decidedBy: ctx.actor.userId },
  })
  await ctx.db.$executeRaw`
    insert into catalog_remark (id, catalog_id, number, offer_id, text, user_id, at)
    select gen_random_uuid(), ${catalog.id}::uuid, ${input.number}, r."offerId", r.text, ${ctx.actor.userId}::uuid, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(input.remarks)}::jsonb) as r("offerId" uuid, text text)
    where r."offerId" is null or exists (
      select 1 from catalog_version_line l where l.catalog_id = ${catalog.id}::uuid and l.number = ${input.number} and l.offer_id = r."offerId")`
  const state = input.accept ? 'accepted' : 'sent_back'
  ctx.emit({ type: 'virtual-catalog.decided', catalogId: catalog.id, number: input.number, state, to: version.submittedBy })
})

/** Takes a version off its way; the draft stays. @throws AppError not_possible_now for one that is published or over */
export const withdrawVersion = command('virtual-catalogs.withdraw', versionInput, manage, async (ctx, input) => {
  const catalog = await lockOwn(ctx, input.catalogId)
  await advanceVersion(ctx, catalog, await versionOf(ctx, catalog, input.number), { step: 'withdraw', by: 'manager' })
  await ctx.db.catalogVersionLine.deleteMany({ where: { catalogId: catalog.id, number: input.number } })
})
