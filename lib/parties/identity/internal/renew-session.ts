import type { CommandContext } from '@/lib/platform/context'
import type { Proof } from '@/lib/platform/db/generated/client'
import { AppError } from '@/lib/platform/errors'

/**
 * Goes on in a new session after the user has shown who they are: who has got hold of the cookie from before has nothing any more.
 * It ends when the one before would have.
 * @returns the new session's id, for the cookie
 * @throws AppError not_signed_in when the session has ended meanwhile, or there is none
 */
export async function renewSession(ctx: CommandContext, provenBy: Proof): Promise<string> {
  const { sessionId, userId } = ctx.actor
  const [before] = sessionId
    ? await ctx.db.session.updateManyAndReturn({ where: { id: sessionId, userId, revokedAt: null }, data: { revokedAt: ctx.now } })
    : []
  if (!before) throw new AppError('not_signed_in')
  // A password after more than a password is no less.
  const isMore = provenBy === 'password' && before.provenBy !== 'password'
  const { organizationId, userAgent, address, createdAt, expiresAt } = before
  const { id } = await ctx.db.session.create({
    data: {
      userId,
      organizationId,
      userAgent,
      address,
      createdAt,
      expiresAt,
      lastSeenAt: ctx.now,
      provenBy: isMore ? before.provenBy : provenBy,
      provenAt: ctx.now,
    },
    select: { id: true },
  })
  ctx.audit({ entity: 'Session', entityId: id, before: { id: before.id } })
  ctx.emit({ type: 'access.changed', userId })
  return id
}

/** Ends the user's sessions on other browsers: what signs them in has changed. */
export async function endOtherSessions(ctx: CommandContext): Promise<void> {
  const { sessionId, userId } = ctx.actor
  await ctx.db.session.updateMany({
    where: { userId, revokedAt: null, ...(sessionId && { id: { not: sessionId } }) },
    data: { revokedAt: ctx.now },
  })
  ctx.emit({ type: 'access.changed', userId })
}
