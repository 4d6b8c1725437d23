import type { CommandContext } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { TOKEN_DAYS } from './model'
import { hashSecret, newSecret } from './secrets'

type Context = Pick<CommandContext, 'db' | 'now'>
type TokenKind = keyof typeof TOKEN_DAYS

/** Makes a link's secret; earlier links of that kind to that address stop working. */
export async function issueToken(
  ctx: Context,
  token: { kind: TokenKind; email: string; organizationId?: string; roles?: string[] },
): Promise<string> {
  const { secret, hash } = newSecret()
  await ctx.db.token.updateMany({
    where: { kind: token.kind, email: token.email, organizationId: token.organizationId ?? null, usedAt: null },
    data: { usedAt: ctx.now },
  })
  await ctx.db.token.create({
    data: {
      kind: token.kind,
      hash,
      email: token.email,
      organizationId: token.organizationId ?? null,
      roles: (token.roles ?? []) as never,
      expiresAt: new Date(ctx.now.getTime() + TOKEN_DAYS[token.kind] * 86_400_000),
    },
  })
  return secret
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
