import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Prisma, type Proof } from '@/lib/platform/db/generated/client'
import { isNumberFormat } from '@/lib/platform/i18n/number-formats'
import { noteSecurity } from '@/lib/platform/security-log/note'
import type { ClientCertificate } from './client-certificate'
import type { Role, SecondFactorPolicy } from './model'
import { secondStepIsAsked } from './second-step'
import { hashSecret } from './secrets'

/** What an actor consists of, besides how it has proved who it is. Tables: u user, o organization. */
const ACTOR_COLUMNS = Prisma.sql`
  u.id as user_id, u.name as user_name, u.email, u.locale, u.time_zone, u.number_format,
  o.id as organization_id, o.name as organization_name, o.kinds::text[] as kinds, o.currency, o.country,
  coalesce((select json_agg(json_build_object('id', n.network_id, 'rights', n.rights))
            from network_membership n
            where n.organization_id = o.id and n.state = 'active'
              and n.accepted_terms = (select max(version) from network_terms t where t.network_id = n.network_id)), '[]') as networks,
  array(select merges_for(o.id)) as joins_of`

/**
 * The actor behind a session, with rights as they are now: one query, so that a revoked session, a removed member or a
 * suspended organization loses access with the next request.
 * @param use whether the session is used by it, and so lasts longer
 * @returns null when the session is not valid (any more), its user belongs to no organization, or has signed in with a password
 *   alone where that is not enough
 */
export async function loadActor(sessionId: string, use: 'counts' | 'looks' = 'counts'): Promise<Actor | null> {
  const found = await loadSession(sessionId, use)
  return found?.lacksSecondStep === false ? found.actor : null
}

/**
 * The user of a session that lacks the second step which its organization or network asks for: may set one up, and nothing else.
 * @returns null for every other session
 */
export async function loadActorBeforeSecondStep(sessionId: string): Promise<Actor | null> {
  const found = await loadSession(sessionId, 'counts')
  return found?.lacksSecondStep ? { ...found.actor, roles: [], networks: [], mergesOf: [] } : null
}

async function loadSession(sessionId: string, use: 'counts' | 'looks'): Promise<{ actor: Actor; lacksSecondStep: boolean } | null> {
  const [row] = await prisma().$queryRaw<(ActorRow & SessionRow)[]>`
    select ${ACTOR_COLUMNS}, m.roles::text[] as roles, m.catalogs_only, s.proven_at, s.proven_by::text,
           o.second_factor::text,
           exists (select 1 from network_membership a join network n on n.id = a.network_id
                   where a.organization_id = o.id and a.state = 'active' and n.requires_second_factor) as network_asks,
           least(s.expires_at, s.last_seen_at + o.idle_minutes * interval '1 minute') as ends_at,
           s.last_seen_at < now() - interval '5 minutes' as idle
    from session s
    join "user" u on u.id = s.user_id
    join membership m on m.user_id = u.id and (s.organization_id is null or m.organization_id = s.organization_id)
    join organization o on o.id = m.organization_id
    where s.id = ${sessionId}::uuid and s.revoked_at is null and s.expires_at > now()
      and s.last_seen_at + o.idle_minutes * interval '1 minute' > now()
    order by m.created_at limit 1`
  if (!row) return null
  if (row.idle && use === 'counts') await prisma().session.update({ where: { id: sessionId }, data: { lastSeenAt: new Date() } })
  const { ends_at: accessEndsAt, proven_at: provenAt, roles, catalogs_only: catalogsOnly } = row
  const policy = { organization: row.second_factor, byNetwork: row.network_asks }
  return {
    actor: { ...toActor(row), sessionId, accessEndsAt, provenAt, roles, catalogsOnly },
    lacksSecondStep: row.proven_by === 'password' && secondStepIsAsked(policy, roles),
  }
}

/**
 * The program behind a token's secret or certificate, with rights as they are now, in one query.
 * @returns null when it is unknown or too old, its token revoked or at its end, or who made it no member any more
 */
export async function loadProgram(shown: { secret: string } | { certificate: ClientCertificate }): Promise<Actor | null> {
  const hash = 'secret' in shown ? hashSecret(shown.secret) : null
  const fingerprint = 'certificate' in shown ? shown.certificate.fingerprint : null
  const [row] = await prisma().$queryRaw<
    (ActorRow & { token_id: string; scopes: string[]; expires_at: Date; idle: boolean; unseen: boolean })[]
  >`
    select ${ACTOR_COLUMNS}, k.id as token_id, k.scopes,
           case when k.certificate = ${fingerprint} then least(k.expires_at, k.certificate_ends_at)
                when k.hash = ${hash} then k.expires_at else least(k.expires_at, k.previous_until) end as expires_at,
           coalesce(k.last_used_at < now() - interval '1 minute', true) as idle,
           coalesce(k.last_used_at < now() - interval '1 day', true) as unseen
    from api_token k
    join "user" u on u.id = k.created_by
    join membership m on m.user_id = u.id and m.organization_id = k.organization_id
    join organization o on o.id = k.organization_id
    where (k.hash = ${hash} or (k.previous_hash = ${hash} and k.previous_until > now())
           or (k.certificate = ${fingerprint} and coalesce(k.certificate_ends_at > now(), true)))
      and k.revoked_at is null and k.expires_at > now()`
  if (!row) return null
  if (row.idle) await prisma().apiToken.update({ where: { id: row.token_id }, data: { lastUsedAt: new Date() } })
  if (row.unseen) await noteSecurity({ kind: 'token_used', organizationIds: [row.organization_id], apiTokenId: row.token_id })
  return { ...toActor(row), accessEndsAt: row.expires_at, token: { id: row.token_id, scopes: row.scopes } }
}

function toActor(row: ActorRow): Actor {
  return {
    userId: row.user_id,
    userName: row.user_name,
    email: row.email,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    kinds: row.kinds,
    roles: [],
    networks: row.networks,
    catalogsOnly: false,
    mergesOf: row.joins_of,
    sessionId: null,
    accessEndsAt: null,
    provenAt: null,
    locale: row.locale === 'zh' ? 'zh' : 'en',
    timeZone: row.time_zone,
    numberFormat: isNumberFormat(row.number_format) ? row.number_format : 'point',
    currency: row.currency,
    country: row.country,
  }
}

interface SessionRow {
  ends_at: Date
  proven_at: Date
  proven_by: Proof
  second_factor: SecondFactorPolicy
  network_asks: boolean
  roles: Role[]
  catalogs_only: boolean
  idle: boolean
}

interface ActorRow {
  user_id: string
  user_name: string
  email: string
  locale: string
  time_zone: string
  number_format: string
  organization_id: string
  organization_name: string
  kinds: string[]
  currency: string
  country: string
  networks: { id: string; rights: string[] }[]
  joins_of: string[]
}

/** The actor that a user would be in an organization, without a session: for the command line and for jobs. */
export async function actorFor(email: string, organizationId?: string): Promise<Actor | null> {
  const membership = await prisma().membership.findFirst({
    where: { user: { email }, ...(organizationId && { organizationId }) },
    include: { user: true, organization: { include: { networkMemberships: { where: { state: 'active' } } } } },
    orderBy: { createdAt: 'asc' },
  })
  if (!membership) return null
  const { user, organization } = membership
  const joins = await prisma().$queryRaw<{ id: string }[]>`select id from merges_for(${organization.id}::uuid) id`
  return {
    userId: user.id,
    userName: user.name,
    email: user.email,
    organizationId: organization.id,
    organizationName: organization.name,
    kinds: organization.kinds,
    roles: membership.roles,
    networks: organization.networkMemberships.map((entry) => ({ id: entry.networkId, rights: entry.rights })),
    catalogsOnly: membership.catalogsOnly,
    mergesOf: joins.map(({ id }) => id),
    sessionId: null,
    accessEndsAt: null,
    provenAt: null,
    locale: user.locale === 'zh' ? 'zh' : 'en',
    timeZone: user.timeZone,
    numberFormat: isNumberFormat(user.numberFormat) ? user.numberFormat : 'point',
    currency: organization.currency,
    country: organization.country,
  }
}
