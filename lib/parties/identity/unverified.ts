import type { CommandContext } from '@/lib/platform/context'
import { voidPasswordLinks } from './tokens'

/**
 * Removes an account whose address nobody has confirmed, with the companies that it alone belongs to and its links: whoever typed
 * the address first has no claim on it. Before an account is made for the address by somebody who has, or may have, one.
 */
export async function removeUnverified(ctx: Pick<CommandContext, 'db' | 'now'>, email: string): Promise<void> {
  const user = await ctx.db.user.findFirst({
    where: { email, emailVerifiedAt: null },
    select: { id: true, memberships: { select: { organizationId: true } } },
  })
  if (!user) return
  await voidPasswordLinks(ctx, email)
  await ctx.db.session.deleteMany({ where: { userId: user.id } })
  await ctx.db.membership.deleteMany({ where: { userId: user.id } })
  await ctx.db.user.delete({ where: { id: user.id } })
  const founded = user.memberships.map(({ organizationId }) => organizationId)
  // One that a hub has taken note of stays, without anybody in it.
  await ctx.db.organization.deleteMany({ where: { id: { in: founded }, memberships: { none: {} }, networkMemberships: { none: {} } } })
}
