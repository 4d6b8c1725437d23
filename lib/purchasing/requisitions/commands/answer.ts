import { visibleOffers } from '@/lib/catalog/offers/offer-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { advanceRequisition } from '../internal/advance-requisition'
import { answers } from '../queries'
import { answerWithOfferInput, itemIdInput, rejectRequisitionInput, requisitionIdInput, saveItemInput } from '../schemas'

const keeps = may('manage', 'Requisition')

/**
 * Names the offer that serves a requisition; its requester takes it into the cart. @throws AppError not_found for an offer that the
 * actor does not see, not_possible_now for one that is configured, or when somebody has answered already
 */
export const answerWithOffer = command('requisitions.answer', answerWithOfferInput, answers, async (ctx, input) => {
  const [offer] = await visibleOffers(ctx, { offerIds: [input.offerId] })
  if (!offer) throw notFound()
  if (offer.configurable) throw new AppError('not_possible_now', { detail: 'answer_configurable' })
  await advanceRequisition(ctx, input.requisitionId, {
    step: 'answer',
    by: 'purchaser',
    data: { offerId: offer.id, answer: input.answer, answeredBy: ctx.actor.userId },
  })
  ctx.emit({ type: 'requisition.answered', requisitionId: input.requisitionId })
})

/** Says that an internal item was handed out. @throws AppError not_found, not_possible_now for what is none */
export const handOut = command('requisitions.hand-out', requisitionIdInput, answers, async (ctx, { requisitionId }) => {
  await advanceRequisition(ctx, requisitionId, { step: 'hand_out', by: 'purchaser', data: { answeredBy: ctx.actor.userId } })
  ctx.emit({ type: 'requisition.answered', requisitionId })
})

/** Rejects a requisition with a reason. @throws AppError not_found, not_possible_now */
export const rejectRequisition = command('requisitions.reject', rejectRequisitionInput, answers, async (ctx, input) => {
  const data = { answer: input.answer, answeredBy: ctx.actor.userId }
  await advanceRequisition(ctx, input.requisitionId, { step: 'reject', by: 'purchaser', data })
  ctx.emit({ type: 'requisition.answered', requisitionId: input.requisitionId })
})

/** Makes an internal item or changes one. @throws AppError not_found for another's, invalid_input for a number that is taken */
export const saveInternalItem = command('requisitions.save-item', saveItemInput, keeps, async (ctx, { itemId, ...item }) => {
  const { organizationId } = ctx.actor
  if (itemId && !(await ctx.db.internalItem.findFirst({ where: { id: itemId, organizationId } }))) throw notFound()
  const taken = await ctx.db.internalItem.findFirst({ where: { organizationId, number: item.number } })
  if (taken && taken.id !== itemId && taken.archivedAt === null) throw invalidInput('number', 'taken')
  // What was given out before, under the same number, is given out again.
  const id = itemId ?? taken?.id ?? newId()
  await ctx.db.internalItem.upsert({ where: { id }, create: { id, organizationId, ...item }, update: { ...item, archivedAt: null } })
  ctx.audit({ entity: 'InternalItem', entityId: id, after: item })
  return { id }
})

/** Gives an item out no more; requisitions keep what they say. @throws AppError not_found for another's */
export const archiveInternalItem = command('requisitions.archive-item', itemIdInput, keeps, async (ctx, { itemId }) => {
  const gone = await ctx.db.internalItem.updateMany({
    where: { id: itemId, organizationId: ctx.actor.organizationId },
    data: { archivedAt: ctx.now },
  })
  if (gone.count === 0) throw notFound()
  ctx.audit({ entity: 'InternalItem', entityId: itemId, after: { archived: true } })
})
