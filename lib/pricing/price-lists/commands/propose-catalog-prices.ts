import { z } from 'zod'
import { publicCommand } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { idOf } from '@/lib/platform/fields/ids'
import { supersededState } from '../model'

type Context = Pick<CommandContext, 'db' | 'now' | 'audit' | 'emit'>
interface PublishedCatalog {
  id: string
  name: string
  organizationId: string
  managedBy: 'supplier' | 'buyer' | 'marketplace'
}

/**
 * After a virtual catalog was published, by its event: asks suppliers to agree to the own prices that it shows now. Each supplier
 * gets one list of them to accept or decline; until it accepts, its prices before stay. What nobody asks for any more is ended. A
 * buyer's are a contract with it, the marketplace's are for whom the catalog reaches. Done again, it changes nothing.
 */
export const proposeCatalogPrices = publicCommand(
  'pricing.propose-catalog-prices',
  z.object({ catalogId: idOf('Catalog') }),
  async (ctx, { catalogId }) => {
    await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
    const catalog = await ctx.db.catalog.findUnique({ where: { id: catalogId } })
    if (!catalog) return

    const rows = await ctx.db.$queryRaw<
      { supplierId: string; wanted: string; listId: string | null; state: string | null; listed: string | null }[]
    >`
    with asked as (
      select o.supplier_id, string_agg(concat_ws(' ', o.id, e.price, e.discount || '%'), ',' order by o.id) as wanted
      from catalog_entry e join offer o on o.id = e.offer_id
      where e.catalog_id = ${catalog.id}::uuid and e.to_version is null and (e.price is not null or e.discount is not null) group by 1),
    lists as (
      select l.supplier_id, l.id, l.state::text as state,
             (select string_agg(concat_ws(' ', p.offer_id, p.price, p.discount || '%'), ',' order by p.offer_id) from price_list_entry p where p.list_id = l.id) as listed
      from price_list l where l.catalog_id = ${catalog.id}::uuid and l.state in ('proposed', 'active'))
    select coalesce(a.supplier_id, l.supplier_id) as "supplierId", coalesce(a.wanted, '') as wanted, l.id as "listId", l.state, l.listed
    from asked a full join lists l on l.supplier_id = a.supplier_id`
    const stale: typeof rows = []
    const wanting: string[] = []
    for (const supplierId of new Set(rows.map((row) => row.supplierId))) {
      const own = rows.filter((row) => row.supplierId === supplierId)
      const [{ wanted }] = own as [(typeof own)[number]]
      const lists = own.filter(({ listId }) => listId !== null)
      const agreed = lists.find(({ state, listed }) => state === 'active' && listed === wanted)
      const asked = lists.find(({ state, listed }) => state === 'proposed' && listed === wanted)
      // A proposal that is not answered yet gives way to the new one; an agreement stays until another takes its place.
      stale.push(...lists.filter((list) => list !== agreed && list !== asked && (list.state === 'proposed' || agreed || wanted === '')))
      if (wanted !== '' && !agreed && !asked) wanting.push(supplierId)
    }
    for (const state of ['proposed', 'active'] as const)
      await ctx.db.priceList.updateMany({
        where: { id: { in: stale.flatMap(({ listId }) => listId ?? []) }, state },
        data: { state: supersededState(state), changedAt: ctx.now },
      })
    for (const supplierId of wanting) await propose(ctx, catalog, supplierId)
  },
)

async function propose(ctx: Context, catalog: PublishedCatalog, supplierId: string): Promise<void> {
  const contract = catalog.managedBy === 'buyer'
  const list = await ctx.db.priceList.create({
    data: {
      kind: contract ? 'contract' : 'audience',
      name: catalog.name,
      state: 'proposed',
      supplierId,
      buyerId: contract ? catalog.organizationId : null,
      proposedBy: catalog.organizationId,
      catalogId: catalog.id,
      createdAt: ctx.now,
      changedAt: ctx.now,
    },
  })
  await ctx.db.$executeRaw`
    insert into price_list_entry (id, list_id, offer_id, price, discount, currency, price_base)
    select gen_random_uuid(), ${list.id}::uuid, o.id, e.price, e.discount, o.currency, o.price_base
    from catalog_entry e join offer o on o.id = e.offer_id
    where e.catalog_id = ${catalog.id}::uuid and e.to_version is null and (e.price is not null or e.discount is not null) and o.supplier_id = ${supplierId}::uuid`
  ctx.audit({ entity: 'PriceList', entityId: list.id, after: list })
  ctx.emit({ type: 'contract.proposed', listId: list.id, to: supplierId })
}
