import { command } from '@/lib/platform/command'
import { may } from '../abilities'
import { securityPolicyInput } from '../schemas'

/** Says how the organization's members sign in. Whoever lacks what is asked for now sets it up with the next page. */
export const setSecurityPolicy = command(
  'identity.set-security-policy',
  securityPolicyInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const { organizationId } = ctx.actor
    const select = { secondFactor: true, idleMinutes: true }
    const before = await ctx.db.organization.findUniqueOrThrow({ where: { id: organizationId }, select })
    await ctx.db.organization.update({ where: { id: organizationId }, data: input })
    ctx.audit({ entity: 'Organization', entityId: organizationId, before, after: input })
    ctx.note({ kind: 'policy_changed', about: { before, after: input } })
    ctx.emit({ type: 'access.changed', organizationId })
  },
  { proof: 'recent' },
)
