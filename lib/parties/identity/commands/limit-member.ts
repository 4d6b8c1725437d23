import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'
import type { Id } from '@/lib/platform/fields/ids'
import { may } from '../abilities'
import { limitMemberInput } from '../schemas'

/** Lets a member find and buy only what the organization's virtual catalogs hold, or everything again. */
export const limitMember = command('identity.limit-member', limitMemberInput, may('manage', 'Organization'), async (ctx, input) => {
  const member = await ownMember(ctx, input.membershipId)
  await ctx.db.membership.update({ where: { id: member.id }, data: { catalogsOnly: input.catalogsOnly } })
  ctx.audit({
    entity: 'Membership',
    entityId: member.id,
    before: { catalogsOnly: member.catalogsOnly },
    after: { catalogsOnly: input.catalogsOnly },
  })
})

async function ownMember(ctx: CommandContext, membershipId: Id<'Membership'>) {
  const member = await ctx.db.membership.findFirst({ where: { id: membershipId, organizationId: ctx.actor.organizationId } })
  if (!member) throw notFound()
  return member
}
