import type { z } from 'zod'
import { type PublicContext, publicCommand } from '@/lib/platform/command'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { isFirstRunCode } from '../first-run'
import { founderRoles, type OrganizationKind } from '../model'
import { hashNewPassword } from '../new-password'
import { createOperatorInput, firstOperatorInput } from '../schemas'
import { removeUnverified } from '../unverified'

/**
 * Founds the organization that runs networks, with its first user, who can sign in at once. For the command line of the installation
 * alone: nobody signs up as an operator.
 * @throws AppError invalid_input for an address that is known already
 */
export const createOperator = publicCommand('identity.create-operator', createOperatorInput, found)

/**
 * The same from a browser, while nobody runs the installation and for who knows the code from its log.
 * @throws AppError not_possible_now when there is an operator, invalid_input for another code or a known address
 */
export const createFirstOperator = publicCommand('identity.create-first-operator', firstOperatorInput, async (ctx, { code, ...input }) => {
  if (!isFirstRunCode(code)) throw invalidInput('code', 'first_run_code')
  await ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('first operator'))`
  const there = await ctx.db.organization.findFirst({ where: { kinds: { has: 'operator' } }, select: { id: true } })
  if (there) throw new AppError('not_possible_now', { detail: 'installation_founded' })
  return found(ctx, input)
})

async function found(ctx: PublicContext, input: z.output<typeof createOperatorInput>): Promise<{ userId: string }> {
  await removeUnverified(ctx, input.email)
  if (await ctx.db.user.findUnique({ where: { email: input.email }, select: { id: true } })) throw invalidInput('email', 'taken')
  const kinds: OrganizationKind[] = ['operator']
  const user = await ctx.db.user.create({
    data: {
      email: input.email,
      name: input.name,
      passwordHash: await hashNewPassword(input.password, { email: input.email, names: [input.name, input.organization] }),
      emailVerifiedAt: ctx.now,
      memberships: {
        create: {
          roles: founderRoles(kinds),
          organization: { create: { name: input.organization, kinds, country: input.country, currency: input.currency } },
        },
      },
    },
  })
  ctx.audit({ entity: 'User', entityId: user.id, after: { organization: input.organization, kinds } })
  return { userId: user.id }
}
