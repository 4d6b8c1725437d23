import { z } from 'zod'
import { command, type PublicContext, publicCommand } from '@/lib/platform/command'
import { AppError, notFound } from '@/lib/platform/errors'
import { forgetMailsTo } from '@/lib/platform/mail/mail'
import { may } from '../abilities'
import { keepAnAdministrator } from '../internal/keep-an-administrator'
import { lockUser } from '../internal/lock-user'
import { ERASED, requestResetInput } from '../schemas'
import { voidPasswordLinks } from '../tokens'

/**
 * Erases a person's data on their own request (GDPR, article 17): what is theirs goes, documents that the law keeps name nobody any more.
 * What a table has of a person and what becomes of it stands in `lib/insight/personal-data/register.ts`.
 * @throws AppError not_possible_now for the last administrator of a company, and under a legal hold
 */
export const erasePerson = command('identity.erase-person', z.void(), may('use', 'Own'), (ctx) => erase(ctx, ctx.actor.userId), {
  proof: 'recent',
})

/** The same for who asks the operator of the installation. @throws AppError not_found, not_possible_now */
export const erasePersonOf = publicCommand('identity.erase-person-of', requestResetInput, async (ctx, { email }) => {
  const user = await ctx.db.user.findUnique({ where: { email }, select: { id: true } })
  if (!user) throw notFound()
  await erase(ctx, user.id)
})

async function erase(ctx: PublicContext, userId: string): Promise<void> {
  // Nobody signs in as the user meanwhile.
  await lockUser(ctx.db, userId)
  const { email, memberships } = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, memberships: { select: { id: true, organizationId: true } } },
  })
  const organizationIds = memberships.map((each) => each.organizationId).sort()
  const hold = await ctx.db.legalHold.findFirst({
    where: { organizationId: { in: organizationIds }, liftedAt: null },
    select: { id: true },
  })
  if (hold) throw new AppError('not_possible_now', { detail: 'legal_hold' })
  // In one order, so that two administrators who go at once do not wait for each other.
  for (const { id, organizationId } of memberships.toSorted((a, b) => a.organizationId.localeCompare(b.organizationId))) {
    // A company of one ends with that one; of several, or of networks, somebody has to look after the others.
    const runsNetworks = await ctx.db.organization.count({ where: { id: organizationId, kinds: { has: 'operator' } } })
    const isAlone = runsNetworks === 0 && (await ctx.db.membership.count({ where: { organizationId } })) === 1
    if (!isAlone) await keepAnAdministrator(ctx, organizationId, id)
  }
  await voidPasswordLinks(ctx, email)
  await ctx.db.token.deleteMany({ where: { OR: [{ email }, { userId }] } })
  await ctx.db.session.deleteMany({ where: { userId } })
  await ctx.db.passkey.deleteMany({ where: { userId } })
  await ctx.db.codeApp.deleteMany({ where: { userId } })
  await ctx.db.recoveryCode.deleteMany({ where: { userId } })
  await ctx.db.addressChange.deleteMany({ where: { userId } })
  await ctx.db.membership.deleteMany({ where: { userId } })
  const tokens = await ctx.db.apiToken.updateManyAndReturn({
    where: { createdById: userId, revokedAt: null },
    data: { revokedAt: ctx.now, certificate: null },
    select: { id: true },
  })
  await forgetMailsTo(ctx.db, email)
  await ctx.db.user.update({
    where: { id: userId },
    data: {
      // The row stays for what the law keeps: an order says that somebody placed it, and not who.
      name: '–',
      email: `${userId}@${ERASED}`,
      passwordHash: null,
      emailVerifiedAt: null,
      locale: 'en',
      timeZone: 'UTC',
      numberFormat: 'point',
    },
  })
  ctx.audit({ entity: 'User', entityId: userId })
  ctx.note({ kind: 'person_erased', userId, organizationIds })
  ctx.emit({ type: 'identity.person-erased', userId })
  ctx.emit({ type: 'access.changed', userId })
  for (const { id } of tokens) ctx.emit({ type: 'access.changed', apiTokenId: id })
}
