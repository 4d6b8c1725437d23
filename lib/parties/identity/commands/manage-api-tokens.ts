import { command } from '@/lib/platform/command'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { may } from '../abilities'
import { readCertificate } from '../client-certificate'
import { ROTATION_HOURS, scopesFor } from '../model'
import { apiTokenIdInput, apiTokenInput, tokenCertificateInput } from '../schemas'
import { hashSecret, newSecret } from '../secrets'

const MAX_TOKENS = 50

/** Makes a token with which a program acts for the organization. @returns its secret, which is not kept and never shown again */
export const createApiToken = command(
  'identity.create-api-token',
  apiTokenInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const possible: string[] = scopesFor(ctx.actor.kinds)
    if (input.scopes.some((scope) => !possible.includes(scope))) throw invalidInput('scopes', 'scopes')
    const { organizationId, userId } = ctx.actor
    const working = await ctx.db.apiToken.count({ where: { organizationId, revokedAt: null, expiresAt: { gt: ctx.now } } })
    if (working >= MAX_TOKENS) throw new AppError('not_possible_now', { detail: 'too_many_tokens' })
    const { secret, prefix, hash } = newTokenSecret()
    const id = newId()
    const { name, scopes } = input
    const expiresAt = new Date(ctx.now.getTime() + input.days * 86_400_000)
    await ctx.db.apiToken.create({
      data: { id, organizationId, name, scopes, prefix, hash, createdById: userId, createdAt: ctx.now, expiresAt },
    })
    ctx.audit({ entity: 'ApiToken', entityId: id, after: { name, scopes, expiresAt } })
    ctx.note({ kind: 'token_made', about: { token: id, scopes, expiresAt } })
    return { id, secret }
  },
  { proof: 'recent' },
)

/** Gives a token a new secret; the one from before works for another day, so that no program stands still meanwhile. */
export const rotateApiToken = command(
  'identity.rotate-api-token',
  apiTokenIdInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const { secret, prefix, hash } = newTokenSecret()
    const until = new Date(ctx.now.getTime() + ROTATION_HOURS * 3_600_000)
    const rotated = await ctx.db.$executeRaw`
    update api_token set hash = ${hash}, prefix = ${prefix}, previous_hash = hash, previous_until = ${until}
    where id = ${input.tokenId}::uuid and organization_id = ${ctx.actor.organizationId}::uuid
      and revoked_at is null and expires_at > ${ctx.now}`
    if (rotated === 0) throw notFound()
    ctx.audit({ entity: 'ApiToken', entityId: input.tokenId, after: { prefix } })
    ctx.note({ kind: 'token_rotated', about: { token: input.tokenId } })
    return { id: input.tokenId, secret }
  },
  { proof: 'recent' },
)

/**
 * Lets a program show a certificate instead of the secret, where the proxy in front asks for one; null takes it away.
 * @throws AppError invalid_input for what is no certificate, one that has ended or that another token has
 */
export const setTokenCertificate = command(
  'identity.set-token-certificate',
  tokenCertificateInput,
  may('manage', 'Organization'),
  async (ctx, input) => {
    const read = input.certificate === null ? null : readCertificate(input.certificate)
    if (input.certificate !== null && !read) throw invalidInput('certificate', 'certificate')
    if (read?.endsAt && read.endsAt <= ctx.now) throw invalidInput('certificate', 'past')
    const fingerprint = read?.fingerprint ?? null
    const where = { id: input.tokenId, organizationId: ctx.actor.organizationId, revokedAt: null }
    if (!(await ctx.db.apiToken.findFirst({ where, select: { id: true } }))) throw notFound()
    const other = fingerprint && (await ctx.db.apiToken.findFirst({ where: { certificate: fingerprint, id: { not: input.tokenId } } }))
    if (other) throw invalidInput('certificate', 'certificate_taken')
    await ctx.db.apiToken.updateMany({
      where,
      data: { certificate: fingerprint, certificateEndsAt: read?.endsAt ?? null },
    })
    ctx.audit({ entity: 'ApiToken', entityId: input.tokenId, after: { certificate: fingerprint } })
    ctx.note({ kind: 'token_rotated', about: { token: input.tokenId, what: 'certificate' } })
    ctx.emit({ type: 'access.changed', apiTokenId: input.tokenId })
  },
  { proof: 'recent' },
)

/** Ends a token at once, on open sockets too. */
export const revokeApiToken = command('identity.revoke-api-token', apiTokenIdInput, may('manage', 'Organization'), async (ctx, input) => {
  const { count } = await ctx.db.apiToken.updateMany({
    where: { id: input.tokenId, organizationId: ctx.actor.organizationId, revokedAt: null },
    data: { revokedAt: ctx.now, certificate: null },
  })
  if (count === 0) throw notFound()
  ctx.audit({ entity: 'ApiToken', entityId: input.tokenId })
  ctx.note({ kind: 'token_revoked', about: { token: input.tokenId } })
  ctx.emit({ type: 'access.changed', apiTokenId: input.tokenId })
})

/** What it is for can be read from a secret, by people and by programs that search for leaked ones. */
function newTokenSecret(): { secret: string; prefix: string; hash: string } {
  const secret = `stoa_${newSecret().secret}`
  return { secret, prefix: secret.slice(0, 10), hash: hashSecret(secret) }
}
