import { publicCommand } from '@/lib/platform/command'
import { invalidInput } from '@/lib/platform/errors'
import { founderRoles, type OrganizationKind } from '../model'
import { createOperatorInput } from '../schemas'
import { hashPassword } from '../secrets'

/**
 * Founds the organization that runs networks, with its first user, who can sign in at once. For the command line of the installation
 * alone: nobody signs up as an operator.
 * @throws AppError invalid_input for an address that is known already
 */
export const createOperator = publicCommand('identity.create-operator', createOperatorInput, async (ctx, input) => {
  if (await ctx.db.user.findUnique({ where: { email: input.email }, select: { id: true } })) throw invalidInput('email', 'taken')
  const kinds: OrganizationKind[] = ['operator']
  const user = await ctx.db.user.create({
    data: {
      email: input.email,
      name: input.name,
      passwordHash: await hashPassword(input.password),
      emailVerifiedAt: ctx.now,
      memberships: {
        create: {
          roles: founderRoles(kinds),
          organization: { create: { name: input.organization, kinds, country: input.country, currency: input.currency } },
        },
      },
    },
  })
  ctx.audit({ entity: 'User', entityId: user.id, after: { email: input.email, organization: input.organization, kinds } })
  return { userId: user.id }
})
