import { randomUUID } from 'node:crypto'
import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { matchProducts } from '@/lib/discovery/search/queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import { asId, type Id } from '@/lib/platform/fields/ids'
import type { TableProblem } from '@/lib/platform/files/headed-table'
import { readWanted } from '../model'
import {
  addProductInput,
  addRowsInput,
  createListInput,
  listIdInput,
  listLineIdInput,
  MAX_LINES,
  renameListInput,
  setListLineInput,
} from '../schemas'

const buys = may('use', 'Cart')

interface NewLine {
  text: string
  productId: string | null
  guessed: boolean
  quantity: string
}

/** Holds a list of the actor's organization until the transaction ends. @throws AppError not_found */
async function lockList(ctx: CommandContext, listId: Id<'BuyingList'>) {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from buying_list where id = ${listId}::uuid and organization_id = ${ctx.actor.organizationId}::uuid for update`
  if (rows.length === 0) throw notFound()
  await ctx.db.buyingList.update({ where: { id: listId }, data: { changedAt: ctx.now } })
}

/** Adds lines at the end; a product that the list has already gets the quantity on top. @throws AppError not_possible_now beyond 500 lines */
async function addLines(ctx: CommandContext, listId: string, lines: readonly NewLine[]): Promise<void> {
  const rows = lines.map((line, index) => ({ id: randomUUID(), index, ...line }))
  await ctx.db.$executeRaw`
    insert into buying_list_line (id, list_id, position, text, product_id, guessed, quantity)
    select min(r.id::text)::uuid, ${listId}::uuid, coalesce((select max(position) from buying_list_line where list_id = ${listId}::uuid), 0) + 1 + min(r.index),
           min(r.text), r."productId", bool_and(r.guessed), sum(r.quantity)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, index int, text text, "productId" uuid, guessed boolean, quantity numeric)
    group by r."productId", case when r."productId" is null then r.id end
    on conflict (list_id, product_id) do update set quantity = buying_list_line.quantity + excluded.quantity`
  if ((await ctx.db.buyingListLine.count({ where: { listId } })) > MAX_LINES)
    throw new AppError('not_possible_now', { detail: 'list_full' })
}

/** An empty list. */
export const createList = command('buying-lists.create', createListInput, buys, async (ctx, { name }) => {
  const list = await ctx.db.buyingList.create({
    data: { name, organizationId: ctx.actor.organizationId, createdBy: ctx.actor.userId, createdAt: ctx.now, changedAt: ctx.now },
  })
  ctx.audit({ entity: 'BuyingList', entityId: list.id, after: { name } })
  return { id: list.id }
})

export const renameList = command('buying-lists.rename', renameListInput, buys, async (ctx, { listId, name }) => {
  await lockList(ctx, listId)
  await ctx.db.buyingList.update({ where: { id: listId }, data: { name } })
})

/** Throws a list away, with what was searched for it. */
export const removeList = command('buying-lists.remove', listIdInput, buys, async (ctx, { listId }) => {
  await lockList(ctx, listId)
  await ctx.db.buyingList.delete({ where: { id: listId } })
  ctx.audit({ entity: 'BuyingList', entityId: listId })
})

/**
 * Adds what a file or a pasted text wants: all rows, or none and what is wrong with which. Products are found by number or by
 * words; what is not found becomes a line that waits for somebody to choose.
 */
export const addRows = command(
  'buying-lists.add-rows',
  addRowsInput,
  buys,
  async (ctx, { listId, rows }): Promise<{ added: number; unknown: number; problems: TableProblem[] }> => {
    await lockList(ctx, listId)
    const { wanted, problems } = readWanted(rows, ctx.actor.numberFormat)
    if (problems.length > 0) return { added: 0, unknown: 0, problems }
    if (wanted.length > MAX_LINES) throw new AppError('not_possible_now', { detail: 'list_full' })
    const matches = await matchProducts(
      ctx,
      wanted.map(({ text }) => text),
    )
    const lines = wanted.map(({ text, quantity }): NewLine => {
      const match = matches.get(text)
      return { text, quantity, productId: match?.productId ?? null, guessed: match ? !match.sure : false }
    })
    await addLines(ctx, listId, lines)
    return { added: lines.length, unknown: lines.filter(({ productId }) => productId === null).length, problems: [] }
  },
)

/** Adds a product that the actor sees. @throws AppError not_found */
export const addProduct = command('buying-lists.add-product', addProductInput, buys, async (ctx, { listId, productId, quantity }) => {
  await lockList(ctx, listId)
  const [offer] = await visibleOffers(ctx, { productIds: [productId] })
  if (!offer) throw notFound()
  await addLines(ctx, listId, [{ text: offer.name.en ?? offer.name.zh ?? '', productId, guessed: false, quantity }])
})

/** A list of what lies in the actor's cart, to find a better split of it. @throws AppError cart_empty */
export const listFromCart = command('buying-lists.from-cart', createListInput, buys, async (ctx, { name }) => {
  const { userId, organizationId } = ctx.actor
  const rows = await ctx.db.$queryRaw<{ productId: string; text: string; quantity: string }[]>`
    select o.product_id as "productId", coalesce(p.name->>'en', p.name->>'zh') as text, sum(l.quantity)::text as quantity
    from cart c join cart_line l on l.cart_id = c.id join offer o on o.id = l.offer_id join product p on p.id = o.product_id
    where c.user_id = ${userId}::uuid and c.organization_id = ${organizationId}::uuid
    group by o.product_id, p.id order by min(l.added_at), o.product_id`
  if (rows.length === 0) throw new AppError('cart_empty')
  const list = await ctx.db.buyingList.create({
    data: { name, organizationId, createdBy: userId, createdAt: ctx.now, changedAt: ctx.now },
  })
  await addLines(
    ctx,
    list.id,
    rows.map((row) => ({ ...row, guessed: false })),
  )
  ctx.audit({ entity: 'BuyingList', entityId: list.id, after: { name, lines: rows.length } })
  return { id: list.id }
})

async function lockLine(ctx: CommandContext, lineId: Id<'BuyingListLine'>) {
  const line = await ctx.db.buyingListLine.findFirst({
    where: { id: lineId, list: { organizationId: ctx.actor.organizationId } },
    select: { id: true, listId: true },
  })
  if (!line) throw notFound()
  await lockList(ctx, asId(line.listId))
  return line
}

/** Another quantity, another product, or the word that the product that was found is right. */
export const setListLine = command('buying-lists.set-line', setListLineInput, buys, async (ctx, { lineId, quantity, productId }) => {
  const line = await lockLine(ctx, lineId)
  if (productId) {
    if ((await visibleOffers(ctx, { productIds: [productId] })).length === 0) throw notFound()
    const twice = await ctx.db.buyingListLine.count({ where: { listId: line.listId, productId, id: { not: lineId } } })
    if (twice > 0) throw new AppError('not_possible_now', { detail: 'product_in_list' })
  }
  await ctx.db.buyingListLine.update({ where: { id: lineId }, data: { quantity, guessed: false, ...(productId && { productId }) } })
})

export const removeListLine = command('buying-lists.remove-line', listLineIdInput, buys, async (ctx, { lineId }) => {
  const line = await lockLine(ctx, lineId)
  await ctx.db.buyingListLine.delete({ where: { id: line.id } })
})
