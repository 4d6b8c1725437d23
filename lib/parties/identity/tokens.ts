import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { signature } from '@/lib/platform/keys'
import { TOKEN_DAYS } from './model'
import { hashSecret } from './secrets'

type Context = Pick<CommandContext, 'db' | 'now'>
type TokenKind = keyof typeof TOKEN_DAYS

/**
 * What the link of a token carries. Computed when its mail goes out and nowhere kept: who reads the database, a backup or a queue
 * can use no link.
 */
export const linkSecret = (tokenId: string): string => signature('link', tokenId)

/**
 * Makes a token for a link; earlier links of that kind to that address stop working.
 * @returns its id, from which `linkSecret` makes what the link carries
 */
export async function issueToken(
  ctx: Context,
  token: { kind: TokenKind; email: string; organizationId?: string; roles?: string[]; userId?: string },
): Promise<string> {
  const id = newId()
  await ctx.db.token.updateMany({
    where: { kind: token.kind, email: token.email, organizationId: token.organizationId ?? null, usedAt: null },
    data: { usedAt: ctx.now },
  })
  await ctx.db.token.create({
    data: {
      id,
      kind: token.kind,
      hash: hashSecret(linkSecret(id)),
      email: token.email,
      organizationId: token.organizationId ?? null,
      roles: (token.roles ?? []) as never,
      userId: token.userId ?? null,
      expiresAt: new Date(ctx.now.getTime() + TOKEN_DAYS[token.kind] * 86_400_000),
    },
  })
  return id
}

/** Uses a link up. @throws AppError not_possible_now when it is unknown, used or too old: ask for a new one */
export async function redeemToken(ctx: Context, kind: TokenKind, secret: string) {
  const hash = hashSecret(secret)
  const { count } = await ctx.db.token.updateMany({
    where: { kind, hash, usedAt: null, expiresAt: { gt: ctx.now } },
    data: { usedAt: ctx.now },
  })
  if (count === 0) throw new AppError('not_possible_now', { detail: 'link_expired' })
  return ctx.db.token.findUniqueOrThrow({ where: { hash } })
}

/** Voids links with which somebody could set a password for an address: it has one that its owner chose. */
export const voidPasswordLinks = (ctx: Context, email: string) =>
  ctx.db.token.updateMany({ where: { email, kind: { in: ['verify_email', 'reset_password'] }, usedAt: null }, data: { usedAt: ctx.now } })
