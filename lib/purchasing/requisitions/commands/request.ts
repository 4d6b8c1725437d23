import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { addLines } from '@/lib/purchasing/cart/commands/change-cart'
import { advanceRequisition } from '../internal/advance-requisition'
import { requestItemInput, requestTextInput, requisitionIdInput } from '../schemas'

const requests = may('create', 'Requisition')

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
  requestedDeliveryDate?: string | null | undefined
  note: string | null
}

async function request(ctx: CommandContext, { requestedDeliveryDate, ...wanted }: Wanted) {
  if (requestedDeliveryDate && requestedDeliveryDate < ctx.now.toISOString().slice(0, 10))
    throw invalidInput('requestedDeliveryDate', 'past')
  const id = newId()
  await ctx.db.requisition.create({
    data: {
      id,
      organizationId: ctx.actor.organizationId,
      requestedBy: ctx.actor.userId,
      ...wanted,
      requestedDeliveryDate: requestedDeliveryDate ? new Date(requestedDeliveryDate) : null,
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
  await advanceRequisition(ctx, requisitionId, { step: 'withdraw', by: 'requester' })
})

/**
 * Puts the offer that a purchaser named into the requester's cart, with the asked quantity. Pressed twice it is put there once.
 * @throws AppError not_found, not_possible_now before it is answered, and what adding to the cart may refuse
 */
export const takeAnswer = command('requisitions.take', requisitionIdInput, requests, async (ctx, { requisitionId }) => {
  const requisition = await advanceRequisition(ctx, requisitionId, { step: 'take', by: 'requester' })
  if (!requisition.offerId) throw new AppError('not_possible_now')
  await addLines(ctx, [{ offerId: requisition.offerId, quantity: requisition.quantity.toFixed() }])
})
