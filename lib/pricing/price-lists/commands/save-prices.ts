import { z } from 'zod'
import { categoryPrefix } from '@/lib/catalog/categories/model'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { type CommandContext, networksWith } from '@/lib/platform/context'
import { Prisma } from '@/lib/platform/db/generated/client'
import { invalidInput, notFound } from '@/lib/platform/errors'
import { idOf } from '@/lib/platform/fields/ids'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { readPrices } from '../model'
import { discountOffersInput, type EntryInput, saveEntriesInput } from '../schemas'
import { lockEditableList } from './save-price-list'

const manage = may('manage', 'PriceList')
type List = Awaited<ReturnType<typeof lockEditableList>>

/**
 * Sets and removes prices of a list. An offer's price before is replaced; what orders have counted against it stays.
 * @throws AppError not_found for offers that are not the supplier's, or that the buyer cannot see
 */
export const savePrices = command('pricing.save-prices', saveEntriesInput, manage, async (ctx, input) => {
  const list = await lockEditableList(ctx, input.listId)
  if (list.kind !== 'contract' && input.entries.some((entry) => entry.agreed !== null)) throw invalidInput('agreed', 'only_in_contracts')
  const saved = await saveEntries(ctx, list, input.entries)
  if (saved !== new Set(input.entries.map((entry) => entry.offerId)).size) throw notFound()
  await ctx.db.priceListEntry.deleteMany({ where: { listId: list.id, offerId: { in: input.remove } } })
  await touched(ctx, list, { entries: input.entries.slice(0, 50), removed: input.remove })
})

/** All live offers of the supplier, or those of a category, at a discount; prices that the list has stay. */
export const discountOffers = command('pricing.discount-offers', discountOffersInput, manage, async (ctx, input) => {
  const list = await lockEditableList(ctx, input.listId)
  const prefix = input.category ? categoryPrefix(input.category) : ''
  const added = await ctx.db.$executeRaw`
    insert into price_list_entry (id, list_id, offer_id, discount, currency, price_base)
    select gen_random_uuid(), ${list.id}::uuid, o.id, ${input.discount}::numeric, o.currency, o.price_base
    from offer o join product p on p.id = o.product_id
    where o.supplier_id = ${list.supplierId}::uuid and o.withdrawn_at is null and coalesce(p.category_code, '') like ${`${prefix}%`}
      and (${reachable(ctx, list)})
    on conflict (list_id, offer_id) do nothing`
  await touched(ctx, list, { category: input.category, discount: input.discount, added })
  return { added }
})

const takeInInput = z.object({ listId: idOf('PriceList'), rows: z.array(z.array(z.string())) })

/** Takes in the prices of a file by part number: all of them, or none and what is wrong with which row. */
export const importPrices = command(
  'pricing.import-prices',
  takeInInput,
  manage,
  async (ctx, input): Promise<{ saved: number; problems: TableProblem[] }> => {
    const list = await lockEditableList(ctx, input.listId)
    const { prices, problems } = readPrices(input.rows, list.kind, ctx.actor.numberFormat)
    if (problems.length > 0) return { saved: 0, problems }
    const offers = await ctx.db.offer.findMany({
      where: { supplierId: list.supplierId, withdrawnAt: null, supplierPartNumber: { in: prices.map(({ part }) => part) } },
      select: { id: true, supplierPartNumber: true },
    })
    const byPart = new Map<string, string[]>()
    for (const { id, supplierPartNumber } of offers) byPart.set(supplierPartNumber, [...(byPart.get(supplierPartNumber) ?? []), id])
    const unknown = prices.filter(({ part }) => !byPart.has(part))
    if (unknown.length > 0)
      return {
        saved: 0,
        problems: unknown
          .slice(0, 100)
          .map(({ part, row }) => ({ row, column: input.rows[0]?.[0] ?? '', value: part, reason: 'unknown_part' })),
      }
    const entries = prices.flatMap(({ part, row: _, ...price }) => (byPart.get(part) ?? []).map((offerId) => ({ ...price, offerId })))
    const saved = await saveEntries(ctx, list, entries)
    await touched(ctx, list, { taken: saved })
    return { saved, problems: [] }
  },
)

/** One statement for one price or 20,000. @returns how many offers there were to be priced */
async function saveEntries(ctx: CommandContext, list: List, entries: readonly EntryInput[]): Promise<number> {
  if (entries.length === 0) return 0
  const rows = entries.map((entry) => ({
    ...entry,
    breaks: entry.breaks && [...entry.breaks].sort((a, b) => Number(a.from) - Number(b.from)),
  }))
  return ctx.db.$executeRaw`
    insert into price_list_entry (id, list_id, offer_id, price, breaks, discount, agreed, currency, price_base)
    select gen_random_uuid(), ${list.id}::uuid, o.id, r.price, case when jsonb_typeof(r.breaks) = 'array' then r.breaks end, r.discount, r.agreed, o.currency, o.price_base
    from (select distinct on (x."offerId") x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as x("offerId" uuid, price numeric, breaks jsonb, discount numeric, agreed numeric)) r
    join offer o on o.id = r."offerId"
    where o.supplier_id = ${list.supplierId}::uuid and o.withdrawn_at is null
      and (${reachable(ctx, list)})
    on conflict (list_id, offer_id) do update set price = excluded.price, breaks = excluded.breaks, discount = excluded.discount,
      agreed = excluded.agreed, currency = excluded.currency, price_base = excluded.price_base`
}

/** Which offers a price can be set for, as a condition on offer o: a supplier's own, and for a buyer those that it may see. */
const reachable = (ctx: CommandContext, list: List) =>
  list.side === 'supplier'
    ? Prisma.sql`true`
    : Prisma.sql`exists (select 1 from catalog_publication c where c.catalog_id = o.catalog_id and c.starts_at <= ${ctx.now}
        and c.network_id = any(${networksWith(ctx.actor, 'browse')}::uuid[]))`

async function touched(ctx: CommandContext, list: List, after: Record<string, unknown>): Promise<void> {
  await ctx.db.priceList.update({ where: { id: list.id }, data: { changedAt: ctx.now } })
  ctx.audit({ entity: 'PriceList', entityId: list.id, after })
}
