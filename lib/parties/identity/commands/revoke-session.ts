import { command } from '@/lib/platform/command'
import { notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { organizationsOf } from '../internal/user-notes'
import { revokeSessionInput } from '../schemas'

/** Ends one of the user's own sessions, at once. */
export const revokeSession = command('identity.revoke-session', revokeSessionInput, may('use', 'Own'), async (ctx, input) => {
  const { count } = await ctx.db.session.updateMany({
    where: { id: input.sessionId, userId: ctx.actor.userId, revokedAt: null },
    data: { revokedAt: ctx.now },
  })
  if (count === 0) throw notFound()
  ctx.note({ kind: 'session_ended', organizationIds: await organizationsOf(ctx.db, ctx.actor.userId), about: { session: input.sessionId } })
  ctx.audit({ entity: 'Session', entityId: input.sessionId })
  ctx.emit({ type: 'access.changed', userId: ctx.actor.userId })
})
