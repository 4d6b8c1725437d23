import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { isNumberFormat } from '@/lib/platform/i18n/number-formats'

/**
 * The actor behind a session, with rights as they are now: one query, so that a revoked session, a removed member or a
 * suspended organization loses access with the next request.
 * @returns null when the session is not valid (any more), or its user belongs to no organization
 */
export async function loadActor(sessionId: string): Promise<Actor | null> {
  const [row] = await prisma().$queryRaw<ActorRow[]>`
    select s.id as session_id, u.id as user_id, u.name as user_name, u.email, u.locale, u.time_zone, u.number_format,
           o.id as organization_id, o.name as organization_name, o.kinds::text[] as kinds, o.currency, o.country, m.roles::text[] as roles,
           coalesce((select json_agg(json_build_object('id', n.network_id, 'rights', n.rights))
                     from network_membership n
                     where n.organization_id = o.id and n.state = 'active'
                       and n.accepted_terms = (select max(version) from network_terms t where t.network_id = n.network_id)), '[]') as networks
    from session s
    join "user" u on u.id = s.user_id
    join membership m on m.user_id = u.id and (s.organization_id is null or m.organization_id = s.organization_id)
    join organization o on o.id = m.organization_id
    where s.id = ${sessionId}::uuid and s.revoked_at is null and s.expires_at > now()
    order by m.created_at limit 1`
  if (!row) return null
  return {
    userId: row.user_id,
    userName: row.user_name,
    email: row.email,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    kinds: row.kinds,
    roles: row.roles,
    networks: row.networks,
    sessionId: row.session_id,
    locale: row.locale === 'zh' ? 'zh' : 'en',
    timeZone: row.time_zone,
    numberFormat: isNumberFormat(row.number_format) ? row.number_format : 'point',
    currency: row.currency,
    country: row.country,
  }
}

interface ActorRow {
  session_id: string
  user_id: string
  user_name: string
  email: string
  locale: string
  time_zone: string
  number_format: string
  organization_id: string
  organization_name: string
  kinds: string[]
  roles: string[]
  currency: string
  country: string
  networks: { id: string; rights: string[] }[]
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
  return {
    userId: user.id,
    userName: user.name,
    email: user.email,
    organizationId: organization.id,
    organizationName: organization.name,
    kinds: organization.kinds,
    roles: membership.roles,
    networks: organization.networkMemberships.map((entry) => ({ id: entry.networkId, rights: entry.rights })),
    sessionId: null,
    locale: user.locale === 'zh' ? 'zh' : 'en',
    timeZone: user.timeZone,
    numberFormat: isNumberFormat(user.numberFormat) ? user.numberFormat : 'point',
    currency: organization.currency,
    country: organization.country,
  }
}
