import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { addLines } from '@/lib/purchasing/cart/commands/change-cart'
import { getRequisition } from '../queries'
import { requestItemInput, requestTextInput, requisitionIdInput } from '../schemas'

const requests = may('use', 'Cart')

/** Asks for something in words. */
export const requestText = command('requisitions.request-text', requestTextInput, requests, (ctx, input) =>
  request(ctx, { ...input, itemId: null }),
)

/** Asks for an internal item. @throws AppError not_found for another's, or one that is given out no more */
export const requestItem = command('requisitions.request-item', requestItemInput, requests, async (ctx, input) => {
  const item = await ctx.db.internalItem.findFirst({
    where: { id: input.itemId, organizationId: ctx.actor.organizationId, archivedAt: null },
  })
  if (!item) throw notFound()
  return request(ctx, { ...input, text: `${item.number} ${item.name}`, unit: item.unit })
})

interface Wanted {
  text: string
  itemId: string | null
  quantity: string
  unit: string
  wantedOn?: string | null | undefined
  note: string | null
}

async function request(ctx: CommandContext, { wantedOn, ...wanted }: Wanted) {
  if (wantedOn && wantedOn < ctx.now.toISOString().slice(0, 10)) throw invalidInput('wantedOn', 'past')
  const id = newId()
  await ctx.db.requisition.create({
    data: {
      id,
      organizationId: ctx.actor.organizationId,
      requestedBy: ctx.actor.userId,
      ...wanted,
      wantedOn: wantedOn ? new Date(wantedOn) : null,
      createdAt: ctx.now,
      changedAt: ctx.now,
    },
  })
  ctx.audit({ entity: 'Requisition', entityId: id, after: wanted })
  ctx.emit({ type: 'requisition.created', requisitionId: id })
  return { id }
}

/** Takes back what nobody has answered yet. @throws AppError not_found, not_possible_now */
export const withdrawRequisition = command('requisitions.withdraw', requisitionIdInput, requests, async (ctx, { requisitionId }) => {
  await own(ctx, requisitionId)
  await step(ctx, requisitionId, 'open', { state: 'withdrawn' })
})

/**
 * Puts the offer that a purchaser named into the requester's cart, with the asked quantity. Pressed twice it is put there once.
 * @throws AppError not_found, not_possible_now before it is answered, and what adding to the cart may refuse
 */
export const takeAnswer = command('requisitions.take', requisitionIdInput, requests, async (ctx, { requisitionId }) => {
  const requisition = await own(ctx, requisitionId)
  await step(ctx, requisitionId, 'answered', { state: 'done' })
  if (!requisition.offerId) throw new AppError('not_possible_now')
  await addLines(ctx, [{ offerId: requisition.offerId, quantity: requisition.quantity.toFixed() }])
})

async function own(ctx: CommandContext, requisitionId: string) {
  const requisition = await getRequisition(ctx, requisitionId)
  if (requisition.requestedBy !== ctx.actor.userId) throw notFound()
  return requisition
}

/** From one state to the next, once. @throws AppError not_possible_now when it is in another already */
export async function step(
  ctx: CommandContext,
  id: string,
  from: 'open' | 'answered',
  data: { state: 'answered' | 'done' | 'refused' | 'withdrawn'; offerId?: string; answer?: string | null; answeredBy?: string },
): Promise<void> {
  const moved = await ctx.db.requisition.updateMany({ where: { id, state: from }, data: { ...data, changedAt: ctx.now } })
  if (moved.count === 0) throw new AppError('not_possible_now')
  ctx.audit({ entity: 'Requisition', entityId: id, after: data })
}
