import { command } from '@/lib/platform/command'
import { AppError, notFound } from '@/lib/platform/errors'
import { may } from '../abilities'
import { switchOrganizationInput } from '../schemas'

/** Goes on in another organization of the user, in the same session. */
export const switchOrganization = command(
  'identity.switch-organization',
  switchOrganizationInput,
  may('use', 'Own'),
  async (ctx, input) => {
    const { userId, sessionId } = ctx.actor
    if (!sessionId) throw new AppError('not_signed_in')
    const membership = await ctx.db.membership.findUnique({
      where: { userId_organizationId: { userId, organizationId: input.organizationId } },
    })
    if (!membership) throw notFound()
    await ctx.db.session.update({ where: { id: sessionId }, data: { organizationId: input.organizationId } })
    ctx.emit({ type: 'access.changed', userId })
  },
)
