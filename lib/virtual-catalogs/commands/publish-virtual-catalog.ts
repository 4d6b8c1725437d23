import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { AppError } from '@/lib/platform/errors'
import { ownVirtualCatalog } from '../queries'
import { draftEntries } from '../resolve'
import { publishVirtualCatalogInput, rollBackInput } from '../schemas'

const manage = may('manage', 'VirtualCatalog')

/**
 * Publishes the draft as the next version, all at once: whoever looks sees the version before or this one.
 * @throws AppError conflict when somebody else has published meanwhile
 */
export const publishVirtualCatalog = command('virtual-catalogs.publish', publishVirtualCatalogInput, manage, async (ctx, input) => {
  const catalog = await lockCatalog(ctx, input.catalogId, input.expected)
  return replaceEntries(ctx, catalog.id, draftEntries(ctx, catalog), 'selection')
})

/** Shows again what an earlier version held, as the next version. The draft stays as it is. */
export const rollBackVirtualCatalog = command('virtual-catalogs.roll-back', rollBackInput, manage, async (ctx, input) => {
  const catalog = await lockCatalog(ctx, input.catalogId, input.expected)
  const entries = Prisma.sql`
    select offer_id, own_part_number, own_name, preferred, blocked from catalog_entry
    where catalog_id = ${catalog.id}::uuid and from_version <= ${input.version} and (to_version is null or to_version > ${input.version})`
  return replaceEntries(ctx, catalog.id, entries, 'rollback')
})

async function lockCatalog(ctx: CommandContext, catalogId: string, expected: number | null) {
  await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
  const catalog = await ownVirtualCatalog(ctx, catalogId)
  if (catalog.publishedVersion !== expected) throw new AppError('conflict', { detail: 'catalog_published_meanwhile' })
  return catalog
}

/** Ends the entries that go or change and begins those that come or changed. @param entries as SQL, a row an offer */
async function replaceEntries(ctx: CommandContext, catalogId: string, entries: Prisma.Sql, source: 'selection' | 'rollback') {
  const last = await ctx.db.catalogVersion.aggregate({ where: { catalogId }, _max: { number: true } })
  const version = (last._max.number ?? 0) + 1
  const [counts] = await ctx.db.$queryRaw<{ added: number; changed: number; removed: number }[]>`
    with wanted as materialized (${entries}),
    ended as (
      update catalog_entry e set to_version = ${version}
      where e.catalog_id = ${catalogId}::uuid and e.to_version is null and not exists (
        select 1 from wanted w where w.offer_id = e.offer_id and w.preferred = e.preferred and w.blocked = e.blocked
          and w.own_part_number is not distinct from e.own_part_number and w.own_name is not distinct from e.own_name)
      returning e.offer_id),
    kept as (
      select e.offer_id from catalog_entry e
      where e.catalog_id = ${catalogId}::uuid and e.to_version is null and e.offer_id not in (select offer_id from ended)),
    begun as (select w.* from wanted w where w.offer_id not in (select offer_id from kept))
    select (select count(*)::int from begun where offer_id not in (select offer_id from ended)) as added,
           (select count(*)::int from begun where offer_id in (select offer_id from ended)) as changed,
           (select count(*)::int from ended where offer_id not in (select offer_id from begun)) as removed`
  // A statement does not see what its own parts have changed, so the new entries are a second one.
  await ctx.db.$executeRaw`
    insert into catalog_entry (catalog_id, offer_id, from_version, own_part_number, own_name, preferred, blocked)
    select ${catalogId}::uuid, w.offer_id, ${version}, w.own_part_number, w.own_name, w.preferred, w.blocked from (${entries}) w
    where not exists (select 1 from catalog_entry e where e.catalog_id = ${catalogId}::uuid and e.offer_id = w.offer_id and e.to_version is null)`
  const { added = 0, changed = 0, removed = 0 } = counts ?? {}
  await ctx.db.catalogVersion.create({
    data: { catalogId, number: version, source, added, changed, removed, publishedAt: ctx.now, publishedBy: ctx.actor.userId },
  })
  await ctx.db.catalog.update({ where: { id: catalogId }, data: { publishedVersion: version } })
  ctx.audit({ entity: 'Catalog', entityId: catalogId, after: { version, source, added, changed, removed } })
  return { version, added, changed, removed }
}
