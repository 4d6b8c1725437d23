import { publicCommand } from '@/lib/platform/command'
import { invalidInput } from '@/lib/platform/errors'
import { isCurrency } from '@/lib/platform/money/currencies'
import { founderRoles } from '../model'
import { signUpInput } from '../schemas'
import { issueToken } from '../tokens'
import { removeUnverified } from '../unverified'

/**
 * Asks for an organization with its first user. What becomes of it is told to the mailbox alone, and done by a job, so that
 * neither the answer nor its time says whether the address is known.
 */
export const signUp = publicCommand('identity.sign-up', signUpInput, async (ctx, input) => {
  if (!isCurrency(input.currency)) throw invalidInput('currency', 'currency')
  ctx.emit({ type: 'identity.sign-up-requested', ...input })
})

/**
 * Founds the organization with its first user, who chooses a password by the link in the mail. A known address gets a mail that
 * says so; one that nobody has confirmed is nobody's, and whoever asked last is asked to confirm it.
 */
export const openAccount = publicCommand('identity.open-account', signUpInput, async (ctx, input) => {
  await removeUnverified(ctx, input.email)
  if (await ctx.db.user.findUnique({ where: { email: input.email }, select: { id: true } })) {
    ctx.emit({ type: 'identity.signed-up-again', email: input.email, locale: input.locale })
    return
  }
  const user = await ctx.db.user.create({
    data: {
      email: input.email,
      name: input.name,
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
  const tokenId = await issueToken(ctx, { kind: 'verify_email', email: input.email })
  ctx.audit({ entity: 'User', entityId: user.id, after: { organization: input.organization } })
  ctx.emit({ type: 'identity.link-issued', kind: 'verify_email', email: input.email, locale: input.locale, tokenId, words: {} })
})
