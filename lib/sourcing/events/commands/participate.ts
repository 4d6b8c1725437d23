import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, notFound } from '@/lib/platform/errors'
import { answerInvitationInput, answerQuestionInput, askInput, messageInput } from '../schemas'
import { standingInvitation } from '../standing-invitation'

/** Accepts the event's terms, after which the supplier may bid, or declines to take part. */
export const answerInvitation = command('auction.answer-invitation', answerInvitationInput, may('bid', 'Bid'), async (ctx, input) => {
  const key = { eventId: input.eventId, supplierId: ctx.actor.organizationId }
  await ctx.db.$queryRaw`
    select 1 from event_invitation where event_id = ${key.eventId}::uuid and supplier_id = ${key.supplierId}::uuid for update`
  const invitation = await standingInvitation(ctx.db, key.eventId, key.supplierId)
  if (!invitation) throw notFound()
  if (invitation.event.state !== 'published' || (invitation.state === 'accepted' && !input.accept)) throw new AppError('not_possible_now')
  await ctx.db.eventInvitation.update({
    where: { eventId_supplierId: key },
    data: { state: input.accept ? 'accepted' : 'declined', answeredAt: ctx.now },
  })
  ctx.audit({ entity: 'EventInvitation', entityId: input.eventId, before: { state: invitation.state }, after: { accept: input.accept } })
  ctx.emit({ type: 'auction.invitation-answered', eventId: input.eventId, supplierId: key.supplierId, accepted: input.accept })
  ctx.emit({ type: 'auction.changed', eventId: input.eventId, supplierId: key.supplierId })
})

/** A bidder's question to the buyer; the answer goes to all bidders. */
export const askQuestion = command('auction.ask', askInput, may('bid', 'Bid'), async (ctx, input) => {
  if (!(await standingInvitation(ctx.db, input.eventId, ctx.actor.organizationId))) throw notFound()
  const question = await ctx.db.eventQuestion.create({
    data: { eventId: input.eventId, supplierId: ctx.actor.organizationId, text: input.text, askedAt: ctx.now },
  })
  ctx.audit({ entity: 'EventQuestion', entityId: question.id })
  ctx.emit({ type: 'auction.asked', eventId: input.eventId, questionId: question.id })
  ctx.emit({ type: 'auction.changed', eventId: input.eventId, supplierId: ctx.actor.organizationId })
})

/** Answers a question, to all bidders. */
export const answerQuestion = command('auction.answer', answerQuestionInput, may('source', 'Auction'), async (ctx, input) => {
  const question = await ctx.db.eventQuestion.findFirst({ where: { id: input.questionId, event: { buyerId: ctx.actor.organizationId } } })
  if (!question) throw notFound()
  await ctx.db.eventQuestion.update({ where: { id: question.id }, data: { answer: input.answer, answeredAt: ctx.now } })
  ctx.audit({ entity: 'EventQuestion', entityId: question.id, before: { answer: question.answer }, after: { answer: input.answer } })
  ctx.emit({ type: 'auction.answered', eventId: question.eventId })
  ctx.emit({ type: 'auction.changed', eventId: question.eventId })
})

/** A message from the buyer to all bidders. */
export const sendMessage = command('auction.message', messageInput, may('source', 'Auction'), async (ctx, input) => {
  const event = await ctx.db.sourcingEvent.findFirst({
    where: { id: input.eventId, buyerId: ctx.actor.organizationId, state: { not: 'draft' } },
  })
  if (!event) throw notFound()
  const message = await ctx.db.eventMessage.create({ data: { eventId: event.id, text: input.text, at: ctx.now } })
  ctx.audit({ entity: 'EventMessage', entityId: message.id })
  ctx.emit({ type: 'auction.changed', eventId: event.id })
})
