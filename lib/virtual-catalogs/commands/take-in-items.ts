import { z } from 'zod'
import { visibleOffers } from '@/lib/catalog/offer-queries'
import { may } from '@/lib/identity/abilities'
import { command } from '@/lib/platform/command'
import type { TableProblem } from '@/lib/platform/headed-table'
import { type FileItem, readItems } from '../catalog-workbook'
import { ownVirtualCatalog } from '../queries'

/** Rows of one file. */
export const MOST_ITEMS = 20_000
const takeInItemsInput = z.object({ catalogId: z.uuid(), rows: z.array(z.array(z.string())).max(MOST_ITEMS + 1) })

/**
 * Takes into the draft what a file says of offers: all of it, or none and what is wrong with which row. Offers are known by supplier and part
 * number; one that no rule selects has to be picked in the column for it. What the file has no column for stays as it was.
 */
export const takeInItems = command(
  'virtual-catalogs.take-in-items',
  takeInItemsInput,
  may('manage', 'VirtualCatalog'),
  async (ctx, { catalogId, rows }): Promise<{ saved: number; problems: TableProblem[] }> => {
    const catalog = await ownVirtualCatalog(ctx, catalogId)
    const { items, given, problems } = readItems(rows, ctx.actor.numberFormat)
    if (problems.length > 0) return { saved: 0, problems }
    const known = await ctx.db.offer.findMany({
      where: { withdrawnAt: null, supplierPartNumber: { in: [...new Set(items.map(({ part }) => part))] } },
      select: { id: true, supplierPartNumber: true, catalog: { select: { organization: { select: { name: true } } } } },
    })
    const keyOf = (supplier: string, part: string) => `${supplier.toLowerCase()}\n${part}`
    const visible = new Set((await visibleOffers(ctx, { offerIds: known.map(({ id }) => id) })).map(({ id }) => id))
    const shown = await ctx.db.catalogItem.findMany({
      where: { catalogId, offerId: { in: known.map(({ id }) => id) } },
      select: { offerId: true },
    })
    for (const { offerId } of shown) visible.add(offerId)
    const byKey = new Map(
      known
        .filter(({ id }) => visible.has(id))
        .map((offer) => [keyOf(offer.catalog.organization.name, offer.supplierPartNumber), offer.id]),
    )
    const strange = items.filter(({ supplier, part }) => !byKey.has(keyOf(supplier, part)))
    if (strange.length > 0)
      return {
        saved: 0,
        problems: strange.slice(0, 100).map(({ part, row }) => ({ row, column: rows[0]?.[1] ?? '', value: part, reason: 'unknown_offer' })),
      }
    const lines = items.map(({ supplier, part, row: _, ...item }) => ({ offerId: byKey.get(keyOf(supplier, part)), ...item }))
    const set = (Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]).filter(([field]) => given.has(field))
    await ctx.db.$executeRawUnsafe(
      `insert into catalog_item (catalog_id, offer_id, choice, own_part_number, own_name, preferred, blocked, approval, minimum, maximum, price, discount)
       select $1::uuid, l."offerId", l.choice, l."ownPartNumber", l."ownName", l.preferred, l.blocked, l.approval, l.minimum, l.maximum, l.price, l.discount
       from jsonb_to_recordset($2::jsonb) as l("offerId" uuid, choice text, "ownPartNumber" text, "ownName" text, preferred boolean, blocked boolean,
         approval boolean, minimum numeric, maximum numeric, price numeric, discount numeric)
       on conflict (catalog_id, offer_id) do update set ${['offer_id', ...set.map(([, column]) => column)].map((column) => `${column} = excluded.${column}`).join(', ')}`,
      catalog.id,
      JSON.stringify(lines),
    )
    await ctx.db.catalog.update({ where: { id: catalog.id }, data: { changedAt: ctx.now } })
    ctx.audit({ entity: 'Catalog', entityId: catalog.id, after: { items: lines.length, columns: set.map(([field]) => field) } })
    return { saved: lines.length, problems: [] }
  },
)

const COLUMNS = {
  choice: 'choice',
  ownPartNumber: 'own_part_number',
  ownName: 'own_name',
  preferred: 'preferred',
  blocked: 'blocked',
  approval: 'approval',
  minimum: 'minimum',
  maximum: 'maximum',
  price: 'price',
  discount: 'discount',
} as const satisfies Partial<Record<keyof FileItem, string>>
