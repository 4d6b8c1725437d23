import { z } from 'zod'
import { type NewNote, saveNotes } from '@/lib/catalog/internal-content/commands/save-notes'
import { ownNotes } from '@/lib/catalog/internal-content/queries'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { idOf } from '@/lib/platform/fields/ids'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { ownVirtualCatalog } from '../queries'
import { type FileItem, type Note, readItems } from '../workbook'

/** Rows of one file. */
export const MAX_ITEMS = 20_000
const takeInItemsInput = z.object({ catalogId: idOf('Catalog'), rows: z.array(z.array(z.string())).max(MAX_ITEMS + 1) })

/**
 * Takes into the draft what a file says of offers: all of it, or none and what is wrong with which row. Offers are known by supplier and part
 * number; one that no rule selects has to be picked in the column for it. What the file has no column for stays as it was.
 */
export const importItems = command(
  'virtual-catalogs.import-items',
  takeInItemsInput,
  may('manage', 'VirtualCatalog'),
  async (ctx, { catalogId, rows }): Promise<{ saved: number; problems: TableProblem[] }> => {
    const catalog = await ownVirtualCatalog(ctx, catalogId)
    const { items, given, problems } = readItems(rows, ctx.actor.numberFormat)
    if (problems.length > 0) return { saved: 0, problems }
    const known = await ctx.db.offer.findMany({
      where: { withdrawnAt: null, supplierPartNumber: { in: [...new Set(items.map(({ part }) => part))] } },
      select: { id: true, productId: true, supplierPartNumber: true, catalog: { select: { organization: { select: { name: true } } } } },
    })
    const keyOf = (supplier: string, part: string) => `${supplier.toLowerCase()}\n${part}`
    const visible = new Set((await visibleOffers(ctx, { offerIds: known.map(({ id }) => id) })).map(({ id }) => id))
    const shown = await ctx.db.catalogItem.findMany({
      where: { catalogId, offerId: { in: known.map(({ id }) => id) } },
      select: { offerId: true },
    })
    for (const { offerId } of shown) visible.add(offerId)
    const byKey = new Map(
      known.filter(({ id }) => visible.has(id)).map((offer) => [keyOf(offer.catalog.organization.name, offer.supplierPartNumber), offer]),
    )
    const strange = items.filter(({ supplier, part }) => !byKey.has(keyOf(supplier, part)))
    if (strange.length > 0)
      return {
        saved: 0,
        problems: strange
          .slice(0, 100)
          .map(({ part, row }) => ({ row, column: given.get('part') ?? '', value: part, reason: 'unknown_offer' })),
      }
    const found = items.flatMap((item) => {
      const offer = byKey.get(keyOf(item.supplier, item.part))
      return offer ? [{ item, offer }] : []
    })
    const { notes, twice } = changedNotes(
      found.map(({ item, offer }) => ({ ...item, productId: offer.productId })),
      given,
      await ownNotes(
        ctx,
        found.map(({ offer }) => offer.productId),
      ),
    )
    if (twice.length > 0) return { saved: 0, problems: twice }
    await saveNotes(ctx, notes)
    const lines = found.map(({ item: { supplier: _, part: __, row: ___, note: ____, ...item }, offer }) => ({ offerId: offer.id, ...item }))
    const set = (Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]).filter(([field]) => given.has(field))
    await ctx.db.$executeRawUnsafe(
      `insert into catalog_item (catalog_id, offer_id, choice, buyer_part_number, buyer_name, preferred, blocked, approval, minimum, maximum, price, discount)
       select $1::uuid, l."offerId", l.choice, l."buyerPartNumber", l."buyerName", l.preferred, l.blocked, l.approval, l.minimum, l.maximum, l.price, l.discount
       from jsonb_to_recordset($2::jsonb) as l("offerId" uuid, choice text, "buyerPartNumber" text, "buyerName" text, preferred boolean, blocked boolean,
         approval boolean, minimum numeric, maximum numeric, price numeric, discount numeric)
       on conflict (catalog_id, offer_id) do update set ${['offer_id', ...set.map(([, column]) => column)].map((column) => `${column} = excluded.${column}`).join(', ')}`,
      catalog.id,
      JSON.stringify(lines),
    )
    await ctx.db.catalog.update({ where: { id: catalog.id }, data: { changedAt: ctx.now } })
    ctx.audit({
      entity: 'Catalog',
      entityId: catalog.id,
      after: { items: lines.length, columns: set.map(([field]) => field), notes: notes.length },
    })
    return { saved: lines.length, problems: [] }
  },
)

/**
 * The notes that a file changes. Several suppliers' rows may be of one product and all carry its note: the one that was changed counts, two
 * that were changed differently are refused.
 */
function changedNotes(
  rows: readonly { productId: string; note: Note; row: number }[],
  given: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, Partial<Note>>,
): { notes: NewNote[]; twice: TableProblem[] } {
  const changed = new Map<string, NewNote>()
  const twice: TableProblem[] = []
  for (const { productId, note, row } of rows)
    for (const [language, column] of [
      ['en', 'noteEn'],
      ['zh', 'noteZh'],
    ] as const) {
      const text = note[language]
      if (!given.has(column) || text === (before.get(productId)?.[language] ?? '')) continue
      const other = changed.get(`${productId} ${language}`)
      if (other && other.text !== text)
        twice.push({ row, column: given.get(column) ?? column, value: text.slice(0, 80), reason: 'note_twice' })
      changed.set(`${productId} ${language}`, { productId, language, text })
    }
  return { notes: [...changed.values()], twice }
}

const COLUMNS = {
  choice: 'choice',
  buyerPartNumber: 'buyer_part_number',
  buyerName: 'buyer_name',
  preferred: 'preferred',
  blocked: 'blocked',
  approval: 'approval',
  minimum: 'minimum',
  maximum: 'maximum',
  price: 'price',
  discount: 'discount',
} as const satisfies Partial<Record<keyof FileItem, string>>
