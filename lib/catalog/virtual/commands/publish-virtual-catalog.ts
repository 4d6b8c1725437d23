import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import { may } from '@/lib/parties/identity/abilities'
import { command, publicCommand } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { joinedWhole } from '@/lib/platform/db/whole-sets'
import { AppError } from '@/lib/platform/errors'
import { advanceVersion } from '../internal/advance-version'
import { entriesAt, entriesNow, saidColumns, saysTheSame } from '../internal/entries'
import { type OwnCatalog, ownVirtualCatalog } from '../queries'
import { publishVersionInput, publishVirtualCatalogInput, rollBackInput, versionInput } from '../schemas'
import { versionLifecycle } from '../states'
import { versionOf, versionProblems } from '../version-queries'
import { checkDraft, nextNumber } from './move-version'

const manage = may('manage', 'VirtualCatalog')

/** What publishing needs of a context; a job has no actor. */
type Publishing = Pick<CommandContext, 'db' | 'now' | 'audit' | 'emit'>

/**
 * Checks the draft and publishes it as the next version, all at once: whoever looks sees the version before or this one.
 * @throws AppError conflict when somebody else has published meanwhile; not_possible_now when a second person has to accept
 *   it first, another version is on its way, or the check found what has to be mended
 */
export const publishVirtualCatalog = command('virtual-catalogs.publish', publishVirtualCatalogInput, manage, async (ctx, input) => {
  const catalog = await lockCatalog(ctx, input.catalogId, input.expected)
  if (catalog.needsSecond) throw new AppError('not_possible_now', { detail: 'second_needed' })
  const version = await checkDraft(ctx, catalog)
  await requireSound(ctx, catalog, version)
  return publishLines(ctx, catalog, version, ctx.actor.userId)
})

/**
 * Publishes a version that was checked, and accepted where a second person has to; now, or on a date by a job.
 * @throws AppError conflict, not_possible_now
 */
export const publishVersion = command('virtual-catalogs.publish-version', publishVersionInput, manage, async (ctx, input) => {
  const catalog = await lockCatalog(ctx, input.catalogId, input.expected)
  const version = await versionOf(ctx, catalog, input.number)
  const { state, number } = version
  stateAfter(versionLifecycle, { state, step: 'publish', side: 'manager', before: { needsSecond: catalog.needsSecond } })
  await requireSound(ctx, catalog, number)
  const publishAt = input.publishAt ? new Date(input.publishAt) : null
  if (publishAt === null || publishAt <= ctx.now) return publishLines(ctx, catalog, number, ctx.actor.userId)
  await advanceVersion(ctx, catalog, version, { step: 'schedule', by: 'manager', data: { publishAt } })
  ctx.emit({ type: 'virtual-catalog.scheduled', catalogId: catalog.id, number, runAt: publishAt.toISOString() })
  return null
})

/** Publishes a version whose date has come. A version that was withdrawn or moved meanwhile is left alone. */
export const publishDueVersion = publicCommand('virtual-catalogs.publish-due', versionInput, async (ctx, { catalogId, number }) => {
  const [catalog] = await ctx.db.$queryRaw<{ id: string }[]>`select id from catalog where id = ${catalogId}::uuid for update`
  const version = catalog && (await ctx.db.catalogVersion.findUnique({ where: { catalogId_number: { catalogId, number } } }))
  if (version?.state !== 'accepted' || !version.publishAt || version.publishAt > ctx.now) return
  const row = await ctx.db.catalog.findUniqueOrThrow({ where: { id: catalogId } })
  await publishLines(ctx, row, number, version.decidedBy ?? version.submittedBy)
})

/** Shows again what an earlier version held, as the next version. The draft stays as it is. */
export const rollBackVirtualCatalog = command('virtual-catalogs.roll-back', rollBackInput, manage, async (ctx, input) => {
  const catalog = await lockCatalog(ctx, input.catalogId, input.expected)
  const number = await nextNumber(ctx, catalog.id)
  const entries = Prisma.sql`select offer_id, ${saidColumns()} from (${entriesAt(catalog.id, input.version)}) e`
  return replaceEntries(ctx, catalog, number, entries, 'rollback', ctx.actor.userId)
})

/** Holds a catalog until the transaction ends. @throws AppError conflict when it shows another version than was looked at */
async function lockCatalog(ctx: CommandContext, catalogId: string, expected: number | null) {
  await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
  const catalog = await ownVirtualCatalog(ctx, catalogId)
  if (catalog.publishedVersion !== expected) throw new AppError('conflict', { detail: 'catalog_published_meanwhile' })
  return catalog
}

async function requireSound(ctx: CommandContext, catalog: OwnCatalog, number: number): Promise<void> {
  const problems = await versionProblems(ctx, catalog, number)
  if (problems.some(({ blocking }) => blocking)) throw new AppError('not_possible_now', { detail: 'version_has_problems' })
}

async function publishLines(ctx: Publishing, catalog: Shown, number: number, by: string | null) {
  const lines = Prisma.sql`select offer_id, ${saidColumns()} from catalog_version_line where catalog_id = ${catalog.id}::uuid and number = ${number}`
  const counts = await replaceEntries(ctx, catalog, number, lines, 'selection', by)
  await ctx.db.catalogVersionLine.deleteMany({ where: { catalogId: catalog.id, number } })
  return counts
}

type Shown = Pick<OwnCatalog, 'id' | 'name' | 'organizationId' | 'managedBy' | 'publishedVersion'>

/** Ends the entries that go or change and begins those that come or changed. @param entries as SQL, a row an offer */
async function replaceEntries(
  ctx: Publishing,
  catalog: Shown,
  version: number,
  entries: Prisma.Sql,
  source: 'selection' | 'rollback',
  by: string | null,
) {
  const catalogId = catalog.id
  const counts = await joinedWhole(ctx.db, () => moveEntries(ctx, catalogId, version, entries))
  await preserveTexts(ctx, catalogId)
  const { added, changed, removed } = counts
  const published = { state: 'published', source, added, changed, removed, publishedAt: ctx.now, publishedBy: by } as const
  await ctx.db.catalogVersion.updateMany({ where: { catalogId, state: 'published' }, data: { state: 'superseded' } })
  await ctx.db.catalogVersion.upsert({
    where: { catalogId_number: { catalogId, number: version } },
    create: { catalogId, number: version, ...published },
    update: published,
  })
  await ctx.db.catalog.update({ where: { id: catalogId }, data: { publishedVersion: version } })
  ctx.audit({ entity: 'Catalog', entityId: catalogId, after: { version, source, added, changed, removed } })
  ctx.emit({ type: 'virtual-catalog.published', catalogId })
  return { version, added, changed, removed }
}

async function moveEntries({ db }: Publishing, catalogId: string, version: number, entries: Prisma.Sql) {
  const [counts] = await db.$queryRaw<{ added: number; changed: number; removed: number }[]>`
    with wanted as materialized (${entries}), shown as materialized (${entriesNow(catalogId)}),
    moves as materialized (
      select coalesce(w.offer_id, e.offer_id) as offer_id, e.offer_id is not null as was, w.offer_id is not null as is_wanted,
             ${saysTheSame('w', 'e')} as same
      from wanted w full join shown e on e.offer_id = w.offer_id),
    ended as (
      update catalog_entry e set to_version = ${version} from moves m
      where m.was and not (m.is_wanted and m.same) and e.catalog_id = ${catalogId}::uuid and e.offer_id = m.offer_id and e.to_version is null)
    select count(*) filter (where not was)::int as added, count(*) filter (where was and is_wanted and not same)::int as changed,
           count(*) filter (where not is_wanted)::int as removed
    from moves`
  // A statement does not see what its own parts have changed, so the new entries are a second one. What somebody has yet to
  // consent to stays so, whatever else is said of the offer.
  await db.$executeRaw`
    insert into catalog_entry (catalog_id, offer_id, from_version, seen_version, held, kept, ${saidColumns()})
    select ${catalogId}::uuid, w.offer_id, ${version}, coalesce(b.seen_version, o.version), coalesce(b.held, false), b.kept, ${saidColumns('w')}
    from (${entries}) w join offer o on o.id = w.offer_id
    left join catalog_entry b on b.catalog_id = ${catalogId}::uuid and b.offer_id = w.offer_id and b.to_version = ${version}
    left join catalog_entry e on e.catalog_id = ${catalogId}::uuid and e.offer_id = w.offer_id and e.to_version is null
    where e.offer_id is null`
  return counts ?? { added: 0, changed: 0, removed: 0 }
}

/** Where a supplier's new texts are ignored, those that were seen are kept with the entry. */
export const preserveTexts = (ctx: Pick<CommandContext, 'db'>, catalogId: string) => ctx.db.$executeRaw`
  update catalog_entry e set kept = x.kept
  from (select e.offer_id, e.from_version, case when c.content_policy = 'ignore' then
          (select jsonb_build_object('name', seen->'name', 'description', seen->'description') from offer_content_at(o.id, e.seen_version, o.content) seen) end as kept
        from catalog c join catalog_entry e on e.catalog_id = c.id and e.to_version is null join offer o on o.id = e.offer_id
        where c.id = ${catalogId}::uuid and (e.kept is not null or c.content_policy = 'ignore')) x
  where e.catalog_id = ${catalogId}::uuid and e.offer_id = x.offer_id and e.from_version = x.from_version and e.kept is distinct from x.kept`
