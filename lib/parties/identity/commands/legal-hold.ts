import { command } from '@/lib/platform/command'
import { notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { may } from '../abilities'
import { legalHoldIdInput, legalHoldInput } from '../schemas'

/** Keeps everything of the organization's, whatever its age, and every member's account: for a dispute or an authority. */
export const placeLegalHold = command(
  'identity.place-legal-hold',
  legalHoldInput,
  may('manage', 'Organization'),
  async (ctx, { reason }) => {
    const { organizationId, userId: placedBy } = ctx.actor
    const id = newId()
    await ctx.db.legalHold.create({ data: { id, organizationId, reason, placedBy, placedAt: ctx.now } })
    ctx.audit({ entity: 'LegalHold', entityId: id, after: { reason } })
    ctx.note({ kind: 'policy_changed', about: { hold: id, what: 'legal hold placed' } })
    return { id }
  },
  { proof: 'recent' },
)

/** Lets a hold go: what is too old by then goes with the next night. */
export const liftLegalHold = command(
  'identity.lift-legal-hold',
  legalHoldIdInput,
  may('manage', 'Organization'),
  async (ctx, { holdId }) => {
    const { organizationId, userId: liftedBy } = ctx.actor
    const { count } = await ctx.db.legalHold.updateMany({
      where: { id: holdId, organizationId, liftedAt: null },
      data: { liftedBy, liftedAt: ctx.now },
    })
    if (count === 0) throw notFound()
    ctx.audit({ entity: 'LegalHold', entityId: holdId })
    ctx.note({ kind: 'policy_changed', about: { hold: holdId, what: 'legal hold lifted' } })
  },
  { proof: 'recent' },
)
