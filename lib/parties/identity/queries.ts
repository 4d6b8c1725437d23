import type { ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { forbidden } from '@/lib/platform/errors'
import { sortedBy } from '@/lib/platform/i18n/collation'
import { may } from './abilities'
import { factorsOf, secondStepIsAsked } from './second-step'
import { hashSecret } from './secrets'

/** The organizations that the user can act in. */
export const listMyOrganizations = (ctx: ReadContext) =>
  ctx.db.membership.findMany({
    where: { userId: ctx.actor.userId },
    select: { organizationId: true, roles: true, organization: { select: { name: true, kinds: true } } },
    orderBy: { createdAt: 'asc' },
  })

/** Has the user a password here, or do they sign in by their company's own service alone? */
export async function hasPassword(ctx: ReadContext): Promise<boolean> {
  const user = await ctx.db.user.findUnique({ where: { id: ctx.actor.userId }, select: { passwordHash: true } })
  return Boolean(user?.passwordHash)
}

/** The address that the user has asked for and whose mailboxes have not both agreed yet. */
export const pendingAddress = (ctx: ReadContext) =>
  ctx.db.addressChange.findFirst({
    where: { userId: ctx.actor.userId, expiresAt: { gt: ctx.now } },
    select: { email: true, agreedByOldAt: true, agreedByNewAt: true },
  })

/** With what the user signs in besides a password, for the settings. */
export async function mySecondStep(ctx: ReadContext) {
  const { userId } = ctx.actor
  const [passkeys, codeApp, recoveryCodes] = await Promise.all([
    ctx.db.passkey.findMany({
      where: { userId },
      select: { id: true, name: true, createdAt: true, lastUsedAt: true },
      orderBy: { createdAt: 'asc' },
    }),
    ctx.db.codeApp.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    ctx.db.recoveryCode.count({ where: { userId, usedAt: null } }),
  ])
  return { passkeys, codeAppSince: codeApp?.confirmedAt ?? null, recoveryCodes }
}

/** Does one of the user's organizations, or a network of theirs, ask for more than a password? */
export async function secondStepIsAskedOf(db: ReadContext['db'], userId: string): Promise<boolean> {
  const memberships = await db.membership.findMany({
    where: { userId },
    select: {
      roles: true,
      organization: {
        select: {
          secondFactor: true,
          networkMemberships: { where: { state: 'active', network: { requiresSecondFactor: true } }, select: { networkId: true }, take: 1 },
        },
      },
    },
  })
  return memberships.some(({ roles, organization: { secondFactor, networkMemberships } }) =>
    secondStepIsAsked({ organization: secondFactor, byNetwork: networkMemberships.length > 0 }, roles),
  )
}

/** How the organization's members sign in. @throws AppError forbidden */
export async function securityPolicy(ctx: ReadContext) {
  if (!may('manage', 'Organization')(ctx.actor)) throw forbidden()
  return ctx.db.organization.findUniqueOrThrow({
    where: { id: ctx.actor.organizationId },
    select: { secondFactor: true, idleMinutes: true },
  })
}

/** Legal holds of the organization that stand. @throws AppError forbidden */
export async function listLegalHolds(ctx: ReadContext) {
  if (!may('manage', 'Organization')(ctx.actor)) throw forbidden()
  return ctx.db.legalHold.findMany({
    where: { organizationId: ctx.actor.organizationId, liftedAt: null },
    select: { id: true, reason: true, placedAt: true },
    orderBy: { placedAt: 'desc' },
  })
}

/** By what the user can show again who they are. */
export async function waysToProve(ctx: ReadContext): Promise<{ password: boolean; code: boolean; passkey: boolean }> {
  const [password, { codeApp, passkeys }] = await Promise.all([hasPassword(ctx), factorsOf(ctx.db, ctx.actor.userId)])
  return { password, code: codeApp || passkeys > 0, passkey: passkeys > 0 }
}

/** The user's own sessions that still work, the one used last first. */
export const listMySessions = (ctx: ReadContext) =>
  ctx.db.session.findMany({
    where: { userId: ctx.actor.userId, revokedAt: null, expiresAt: { gt: ctx.now } },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
  })

/**
 * What an invitation's link invites to, for who has the link.
 * @returns null when it is unknown, used or too old
 */
export async function invitationBehind(secret: string, now: Date) {
  const token = await prisma().token.findFirst({
    where: { kind: 'invitation', hash: hashSecret(secret), usedAt: null, expiresAt: { gt: now } },
    select: { email: true, organizationId: true },
  })
  if (!token?.organizationId) return null
  const [organization, user] = await Promise.all([
    prisma().organization.findUniqueOrThrow({ where: { id: token.organizationId }, select: { name: true } }),
    prisma().user.findFirst({ where: { email: token.email, emailVerifiedAt: { not: null } }, select: { id: true } }),
  ])
  return { email: token.email, organization: organization.name, hasAccount: user !== null }
}

/** The members of the actor's organization, and who is invited. @throws AppError forbidden */
export async function listMembers(ctx: ReadContext) {
  if (!may('manage', 'Organization')(ctx.actor)) throw forbidden()
  const { organizationId } = ctx.actor
  const [members, invited] = await Promise.all([
    ctx.db.membership.findMany({
      where: { organizationId },
      select: {
        id: true,
        roles: true,
        catalogsOnly: true,
        costCentreId: true,
        createdAt: true,
        user: {
          select: {
            id: true,
            name: true,
            email: true,
            codeApp: { select: { confirmedAt: true } },
            passkeys: { select: { id: true }, take: 1 },
          },
        },
      },
    }),
    ctx.db.token.findMany({
      where: { organizationId, kind: 'invitation', usedAt: null, expiresAt: { gt: ctx.now } },
      select: { id: true, email: true, roles: true, expiresAt: true },
    }),
  ])
  return {
    members: sortedBy(members, ctx.actor.locale, ({ user }) => user.name),
    invited: sortedBy(invited, ctx.actor.locale, ({ email }) => email),
  }
}

export async function listAddresses(ctx: ReadContext) {
  const addresses = await ctx.db.address.findMany({ where: { organizationId: ctx.actor.organizationId } })
  return sortedBy(addresses, ctx.actor.locale, ({ label }) => label)
}

export async function listCostCentres(ctx: ReadContext) {
  const centres = await ctx.db.costCentre.findMany({ where: { organizationId: ctx.actor.organizationId } })
  return sortedBy(centres, ctx.actor.locale, ({ code }) => code)
}

/** The cost centre that the user's orders are booked on if not said otherwise. */
export async function costCentreOf(ctx: ReadContext): Promise<string | null> {
  const { userId, organizationId } = ctx.actor
  const row = await ctx.db.membership.findUnique({
    where: { userId_organizationId: { userId, organizationId } },
    select: { costCentreId: true },
  })
  return row?.costCentreId ?? null
}

/** Users of an organization who have one of the roles: whom a notification is for. */
export const usersWithRoles = (db: ReadContext['db'], organizationId: string, roles: string[]) =>
  db.user.findMany({
    where: { memberships: { some: { organizationId, roles: { hasSome: roles as never } } } },
    select: { id: true, email: true, name: true, locale: true },
  })

/** The organization's tokens for programs that have not been revoked; ended ones stay to be seen. @throws AppError forbidden */
export async function listApiTokens(ctx: ReadContext) {
  if (!may('manage', 'Organization')(ctx.actor)) throw forbidden()
  return ctx.db.apiToken.findMany({
    where: { organizationId: ctx.actor.organizationId, revokedAt: null },
    select: {
      id: true,
      name: true,
      scopes: true,
      prefix: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      previousUntil: true,
      certificate: true,
      certificateEndsAt: true,
      createdBy: { select: { name: true } },
    },
    orderBy: { createdAt: 'desc' },
  })
}

/** Which of some addresses are users' here. For the accounts of the demo, which are public. */
export async function usersOf(emails: string[]): Promise<Set<string>> {
  const users = await prisma().user.findMany({ where: { email: { in: emails } }, select: { email: true } })
  return new Set(users.map(({ email }) => email))
}

/** Names of some users, by their id; of who is unknown or erased, none. */
export async function usersIn(db: ReadContext['db'], ids: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}
