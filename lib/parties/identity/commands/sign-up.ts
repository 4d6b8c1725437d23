import { publicCommand } from '@/lib/platform/command'
import { invalidInput } from '@/lib/platform/errors'
import { isCurrency } from '@/lib/platform/money/currencies'
import { founderRoles } from '../model'
import { signUpInput } from '../schemas'
import { hashPassword } from '../secrets'
import { issueToken } from '../tokens'

/**
 * Founds an organization with its first user. The user can sign in once the address is verified.
 * An address that is known already gets a mail that says so, and the caller learns nothing.
 */
export const signUp = publicCommand('identity.sign-up', signUpInput, async (ctx, input) => {
  if (!isCurrency(input.currency)) throw invalidInput('currency', 'currency')
  const passwordHash = await hashPassword(input.password)
  if (await ctx.db.user.findUnique({ where: { email: input.email }, select: { id: true } })) {
    ctx.emit({ type: 'identity.signed-up-again', email: input.email, locale: input.locale })
    return
  }
  const user = await ctx.db.user.create({
    data: {
      email: input.email,
      name: input.name,
      passwordHash,
      locale: input.locale,
      timeZone: input.timeZone,
      memberships: {
        create: {
          roles: founderRoles(input.kinds),
          organization: { create: { name: input.organization, kinds: input.kinds, country: input.country, currency: input.currency } },
        },
      },
    },
  })
  const token = await issueToken(ctx, { kind: 'verify_email', email: input.email })
  ctx.audit({ entity: 'User', entityId: user.id, after: { email: input.email, organization: input.organization } })
  ctx.emit({ type: 'identity.signed-up', email: input.email, locale: input.locale, token })
})
