import type { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { Decimal, HUNDRED, ZERO } from '@/lib/platform/money/decimal'
import { getLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { awardOf } from '@/lib/sourcing/auction/rules/engine'
import { type AuctionFormat, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { savedBy } from '@/lib/sourcing/auction/rules/savings'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import type { LotState } from '@/lib/sourcing/auction/rules/state'
import { advanceEvent } from '@/lib/sourcing/events/advance-event'
import { returnToRoundBefore } from '@/lib/sourcing/events/commands/rounds'
import { worthOf } from '@/lib/sourcing/events/event-facts'
import { awardInput, eventIdInput, takeAwardBackInput } from '@/lib/sourcing/events/schemas'
import { allStanding } from '@/lib/sourcing/events/standing-invitation'
import { offersForContract } from '../internal/award-contract'
import { awardedLot } from '../internal/award-order'
import type { Share } from '../shares'
import { executeAward, shareLines } from './execute-award'

/**
 * Awards a closed lot, whole or in shares, and places the purchase orders or agrees the contract prices in the same step;
 * after a standstill, if the event has one. Of a forward auction the orders are the winners'. To others than the best
 * bidder only with a reason. Source: auction rules, 14 and 16.
 * @throws AppError not_possible_now for an award that was made already, invalid_input
 */
export const awardLot = command(
  'auction.award-lot',
  awardInput,
  may('award', 'Auction'),
  async (ctx, input) => {
    const lot = await lockLot(ctx, input.lotId)
    if (lot.award || lot.phase !== 'closed' || !['closed', 'published'].includes(lot.event.state)) throw new AppError('not_possible_now')
    const { state } = await getLedger(ctx, lot.id)
    const shares = winnersOf(lot, state, sharesOf(input))
    if (shares.some(({ isBest }) => !isBest) && !input.reason) throw invalidInput('reason', 'reason_for_other')

    const winners = shares.map(({ supplierId }) => supplierId)
    if (!(await allStanding(ctx.db, lot.eventId, winners))) throw new AppError('not_possible_now', { detail: 'winner_suspended' })

    const rules = lotRules.parse(lot.rules)
    const contractTo = contractEnd(input, rules.format, ctx.now)
    const lines = shareLines(lot, rules, shares)
    // Said now, not only when a standstill is over.
    if (contractTo && !lot.event.training)
      for (const [index, { supplierId }] of shares.entries()) await offersForContract(ctx, lot, supplierId, lines[index] ?? [])
    const standstillEndsAt = lot.event.standstillDays === null ? null : new Date(ctx.now.getTime() + lot.event.standstillDays * DAY)
    const totals = lines.map((own) => own.reduce((sum, { net }) => sum.add(net), ZERO))
    await storeAward(ctx, lot, state.rules, {
      shares: shares.map((share, index) => ({ ...share, total: totals[index] ?? ZERO })),
      reason: input.reason ?? null,
      kind: input.as,
      contractTo,
      standstillEndsAt,
    })
    await advanceEvent(ctx, lot.eventId, 'award')
    ctx.audit({
      entity: 'Lot',
      entityId: lot.id,
      after: {
        shares: shares.map(({ supplierId, percent, price }) => ({ supplierId, percent: percent.toFixed(), price: price.toFixed() })),
        reason: input.reason ?? null,
      },
    })
    ctx.emit({ type: 'auction.awarded', eventId: lot.eventId, lotId: lot.id, supplierIds: shares.map(({ supplierId }) => supplierId) })
    ctx.emit({ type: 'auction.changed', eventId: lot.eventId })
    if (standstillEndsAt) {
      ctx.emit({ type: 'auction.award-stands', lotId: lot.id, until: standstillEndsAt.toISOString() })
      return { orderId: null, number: null }
    }
    const [order] = await executeAward(ctx, lot.id, ctx.actor)
    return { orderId: order?.id ?? null, number: order?.number ?? null }
  },
  { proof: 'recent' },
)

type LockedLot = Awaited<ReturnType<typeof lockLot>>
type Winner = Share & { isBest: boolean; price: Decimal }

/** The shares at the prices that they stand at; the best bidder's price may be another than its bid. @throws AppError invalid_input for who has no bid */
function winnersOf(lot: LockedLot, state: LotState, shares: Share[]): Winner[] {
  const best = awardOf(state).award
  return shares.map(({ supplierId, percent }) => {
    const invitation = lot.event.invitations.find((entry) => entry.supplierId === supplierId)
    const standing = invitation && state.bidders.get(invitation.alias)?.standing
    if (!invitation || !standing) throw invalidInput('supplierId', 'no_bid')
    const isBest = best?.bidder === invitation.alias
    return { supplierId, percent, isBest, price: isBest && best ? best.price : standing.amount }
  })
}

interface NewAward {
  shares: (Winner & { total: Decimal })[]
  reason: string | null
  kind: z.output<typeof awardInput>['as']
  contractTo: Date | null
  standstillEndsAt: Date | null
}

/** Keeps the award with what it saves; it is named by the winner of the largest share. */
async function storeAward(ctx: CommandContext, lot: LockedLot, rules: LotState['rules'], { shares, ...award }: NewAward): Promise<void> {
  const total = shares.reduce((sum, share) => sum.add(share.total), ZERO)
  const baseline = worthOf(lot).baseline ?? rules.ceiling
  const savings = baseline && savedBy(rules, total, baseline)
  const largest = shares.reduce((most, share) => (share.percent.gt(most.percent) ? share : most))
  await ctx.db.lotAward.create({
    data: {
      ...award,
      lotId: lot.id,
      supplierId: largest.supplierId,
      price: largest.price.toFixed(),
      total: total.toFixed(),
      baseline: baseline?.toFixed() ?? null,
      savings: savings?.toFixed() ?? null,
      awardedBy: ctx.actor.userId,
      awardedAt: ctx.now,
      shares: {
        create: shares.map((share) => ({
          supplierId: share.supplierId,
          percent: share.percent.toFixed(),
          price: share.price.toFixed(),
          total: share.total.toFixed(),
        })),
      },
    },
  })
}

const DAY = 86_400_000

/** Holds the event, not the lot: a next round that is published at this moment comes before or after as well. */
async function lockLot(ctx: CommandContext, lotId: Id<'Lot'>) {
  await ctx.db.$queryRaw`select 1 from lot l join sourcing_event e on e.id = l.event_id where l.id = ${lotId}::uuid for update of e`
  const lot = await ctx.db.lot.findFirst({
    where: { id: lotId, event: { buyerId: ctx.actor.organizationId } },
    include: { award: true, lines: { orderBy: { line: 'asc' } }, event: { include: { invitations: true } } },
  })
  if (!lot) throw notFound()
  return awardedLot(lot)
}

type AwardInput = z.output<typeof awardInput>

function sharesOf({ supplierId, shares }: AwardInput): Share[] {
  if (supplierId && !shares) return [{ supplierId, percent: HUNDRED }]
  if (!shares || supplierId) throw invalidInput('supplierId', 'required')
  const parts = shares.map((share) => ({ supplierId: share.supplierId, percent: new Decimal(share.percent) }))
  if (new Set(parts.map((part) => part.supplierId)).size !== parts.length) throw invalidInput('shares', 'supplier_twice')
  if (!parts.reduce((sum, { percent }) => sum.add(percent), ZERO).eq(HUNDRED)) throw invalidInput('shares', 'not_a_hundred')
  return parts
}

function contractEnd({ as, contractTo }: AwardInput, format: AuctionFormat, now: Date): Date | null {
  if (as === 'order') return null
  if (traitsOf(format).sells) throw invalidInput('as', 'no_contract_of_a_sale')
  if (!contractTo) throw invalidInput('contractTo', 'required')
  if (new Date(contractTo) <= now) throw invalidInput('contractTo', 'past')
  return new Date(contractTo)
}

/** Takes an award back while its standstill lasts, with the reason; the lot can be awarded anew. */
export const takeAwardBack = command(
  'auction.take-award-back',
  takeAwardBackInput,
  may('award', 'Auction'),
  async (ctx, input) => {
    const lot = await lockLot(ctx, input.lotId)
    if (!lot.award || lot.award.executedAt) throw new AppError('not_possible_now')
    await ctx.db.lotAward.delete({ where: { lotId: lot.id } })
    await advanceEvent(ctx, lot.eventId, 'take_award_back')
    ctx.audit({ entity: 'Lot', entityId: lot.id, before: lot.award, after: { takenBack: input.reason } })
    ctx.emit({ type: 'auction.award-taken-back', eventId: lot.eventId, lotId: lot.id })
    ctx.emit({ type: 'auction.changed', eventId: lot.eventId })
  },
  { proof: 'recent' },
)

/** Ends a closed event without an award. */
export const leaveUnawarded = command('auction.leave-unawarded', eventIdInput, may('award', 'Auction'), async (ctx, input) => {
  await advanceEvent(ctx, input.eventId, 'leave_unawarded')
  const event = await ctx.db.sourcingEvent.findUniqueOrThrow({ where: { id: input.eventId }, select: { id: true, previousId: true } })
  await returnToRoundBefore(ctx, event)
  ctx.emit({ type: 'auction.unsuccessful', eventId: input.eventId })
  ctx.emit({ type: 'auction.changed', eventId: input.eventId })
})
