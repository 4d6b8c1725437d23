import { notifyOrganization } from '@/lib/parties/notifications/notify'
import { ADMINS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

const networkOf = (id: string) => prisma().network.findUnique({ where: { id } })

/** Who is told of what happens between a network and its members. */
export const networkNotices: Reactions = {
  'network.applied': async ({ networkId, organizationId }) => {
    const [network, organization] = await Promise.all([
      networkOf(networkId),
      prisma().organization.findUnique({ where: { id: organizationId } }),
    ])
    if (!network || !organization) return
    const data = { network: network.name, organization: organization.name }
    await notifyOrganization(network.operatorId, ADMINS, { kind: 'network_applied', data, href: '/network' })
  },
  'network.invited': async ({ networkId, organizationId }) => {
    const network = await networkOf(networkId)
    if (network)
      await notifyOrganization(organizationId, ADMINS, { kind: 'network_invited', data: { network: network.name }, href: '/network' })
  },
  'network.membership-decided': async ({ membershipId }) => {
    const row = await prisma().networkMembership.findUnique({ where: { id: membershipId }, include: { network: true } })
    // An applicant knows of its own application, an invited one is told by the invitation.
    if (!row || row.state === 'applied' || row.state === 'invited') return
    const data = { network: row.network.name }
    await notifyOrganization(row.organizationId, ADMINS, { kind: `membership_${row.state}`, data, href: '/network' })
  },
  'network.terms-published': async ({ networkId }) => {
    const network = await prisma().network.findUnique({
      where: { id: networkId },
      include: { memberships: { where: { state: 'active' } } },
    })
    for (const { organizationId } of network?.memberships ?? [])
      await notifyOrganization(organizationId, ADMINS, { kind: 'terms_changed', data: { network: network?.name ?? '' }, href: '/network' })
  },
}
