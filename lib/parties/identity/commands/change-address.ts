import { z } from 'zod'
import { command, publicCommand } from '@/lib/platform/command'
import { AppError, invalidInput } from '@/lib/platform/errors'
import { may } from '../abilities'
import { organizationsOf } from '../internal/user-notes'
import { TOKEN_DAYS } from '../model'
import { newAddressInput, tokenInput } from '../schemas'
import { issueToken, redeemToken, voidPasswordLinks } from '../tokens'
import { removeUnverified } from '../unverified'

/** Changes that one user asks for within an hour: each sends two mails. */
const EACH_HOUR = 3

/**
 * Asks for another address to sign in with: both mailboxes get a link, and it changes once both have been opened. That somebody has the
 * address already, only its mailbox hears. A request replaces the one before.
 * @throws AppError invalid_input for the present address, rate_limited
 */
export const requestAddressChange = command(
  'identity.request-address-change',
  newAddressInput,
  may('use', 'Own'),
  async (ctx, { email }) => {
    const { userId, email: present, locale } = ctx.actor
    if (email === present) throw invalidInput('email', 'same_address')
    const expiresAt = new Date(ctx.now.getTime() + TOKEN_DAYS.change_address * 86_400_000)
    const change = { email, agreedByOldAt: null, agreedByNewAt: null, expiresAt }
    await ctx.db.addressChange.upsert({ where: { userId }, create: { userId, ...change }, update: change })
    await ctx.db.token.updateMany({ where: { kind: 'change_address', userId, usedAt: null }, data: { usedAt: ctx.now } })
    const isTaken = await ctx.db.user.findFirst({ where: { email, emailVerifiedAt: { not: null } }, select: { id: true } })
    const sendLink = async (mailbox: string) => {
      const tokenId = await issueToken(ctx, { kind: 'change_address', email: mailbox, userId })
      ctx.emit({
        type: 'identity.link-issued',
        kind: 'change_address',
        email: mailbox,
        locale,
        tokenId,
        words: { account: present, address: email },
      })
    }
    await sendLink(present)
    if (isTaken) ctx.emit({ type: 'identity.signed-up-again', email, locale })
    else await sendLink(email)
    ctx.audit({ entity: 'User', entityId: userId })
  },
  { proof: 'recent', limit: { uses: EACH_HOUR, seconds: 3600 } },
)

/** Takes the request back; links that were sent for it stop working. */
export const cancelAddressChange = command('identity.cancel-address-change', z.void(), may('use', 'Own'), async (ctx) => {
  const { userId } = ctx.actor
  await ctx.db.addressChange.deleteMany({ where: { userId } })
  await ctx.db.token.updateMany({ where: { kind: 'change_address', userId, usedAt: null }, data: { usedAt: ctx.now } })
})

/**
 * Agrees to a change for the mailbox that the link was sent to; with the second one the address changes.
 * @returns whether it has changed
 * @throws AppError not_possible_now when the link is too old or was used, or somebody else has the address meanwhile
 */
export const agreeToAddressChange = publicCommand('identity.agree-to-address-change', tokenInput, async (ctx, input) => {
  const token = await redeemToken(ctx, 'change_address', input.token)
  const userId = token.userId as string
  await ctx.db.$queryRaw`select 1 from address_change where user_id = ${userId}::uuid for update`
  const change = await ctx.db.addressChange.findUnique({ where: { userId }, include: { user: { select: { email: true } } } })
  if (!change || change.expiresAt <= ctx.now) throw new AppError('not_possible_now', { detail: 'link_expired' })
  if (![change.user.email, change.email].includes(token.email)) throw new AppError('not_possible_now', { detail: 'link_expired' })
  const agreed = token.email === change.user.email ? { agreedByOldAt: ctx.now } : { agreedByNewAt: ctx.now }
  const { agreedByOldAt, agreedByNewAt, email } = await ctx.db.addressChange.update({ where: { userId }, data: agreed })
  if (!agreedByOldAt || !agreedByNewAt) return { changed: false }
  await removeUnverified(ctx, email)
  if (await ctx.db.user.findUnique({ where: { email }, select: { id: true } }))
    throw new AppError('not_possible_now', { detail: 'address_taken' })
  await voidPasswordLinks(ctx, change.user.email)
  await ctx.db.user.update({ where: { id: userId }, data: { email } })
  await ctx.db.addressChange.delete({ where: { userId } })
  ctx.audit({ entity: 'User', entityId: userId })
  ctx.note({ kind: 'address_changed', userId, organizationIds: await organizationsOf(ctx.db, userId) })
  ctx.emit({ type: 'identity.credentials-changed', userId, what: 'address_changed' })
  return { changed: true }
})
