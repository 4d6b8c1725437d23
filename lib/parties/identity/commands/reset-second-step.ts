import { command, type PublicContext, publicCommand } from '@/lib/platform/command'
import { AppError, notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { organizationsOf } from '../internal/user-notes'
import { membershipInput, requestResetInput } from '../schemas'

/**
 * Takes the second step of a member's away, who has lost it with the codes: the password alone signs in again, and where more is
 * asked for, the next page does. Of who belongs elsewhere, too, the operator of the installation does that.
 * @throws AppError not_found, not_possible_now
 */
export const resetSecondStep = command(
  'identity.reset-second-step',
  membershipInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const membership = await ctx.db.membership.findFirst({ where: { id: input.membershipId, organizationId: ctx.actor.organizationId } })
    if (!membership) throw notFound()
    const organizations = await organizationsOf(ctx.db, membership.userId)
    if (organizations.length > 1) throw new AppError('not_possible_now', { detail: 'member_elsewhere' })
    await removeFactors(ctx, membership.userId, organizations)
  },
  { proof: 'recent' },
)

/** The same for any user, from the command line of the installation. @throws AppError not_found, not_possible_now */
export const resetSecondStepOf = publicCommand('identity.reset-second-step-of', requestResetInput, async (ctx, { email }) => {
  const user = await ctx.db.user.findUnique({ where: { email }, select: { id: true } })
  if (!user) throw notFound()
  await removeFactors(ctx, user.id, await organizationsOf(ctx.db, user.id))
})

async function removeFactors(ctx: PublicContext, userId: string, organizationIds: string[]): Promise<void> {
  const removed = await Promise.all([
    ctx.db.passkey.deleteMany({ where: { userId } }),
    ctx.db.codeApp.deleteMany({ where: { userId } }),
    ctx.db.recoveryCode.deleteMany({ where: { userId } }),
  ])
  if (removed.every(({ count }) => count === 0)) throw new AppError('not_possible_now', { detail: 'no_factor' })
  await ctx.db.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: ctx.now } })
  ctx.audit({ entity: 'User', entityId: userId })
  ctx.note({ kind: 'factor_removed', organizationIds, about: { what: 'second_step_reset', of: userId } })
  ctx.emit({ type: 'identity.credentials-changed', userId, what: 'second_step_reset' })
  ctx.emit({ type: 'access.changed', userId })
}
