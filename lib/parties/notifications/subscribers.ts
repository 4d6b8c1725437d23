import { prisma } from '@/lib/platform/db/client'
import { mailTo, type Notice, type NoticeKind, notifyOrganization, notifyUser } from './notify'

type Event = Record<string, unknown>
type Subscriber = (event: Event) => Promise<void>

const BUYERS = ['requester', 'purchaser', 'buyer_admin']
const PURCHASERS = ['purchaser', 'buyer_admin']
const APPROVERS = ['approver', 'purchaser', 'buyer_admin']
const KEEPERS = ['purchaser', 'buyer_admin', 'network_operator']
const SELLERS = ['sales', 'supplier_admin']
const ADMINS = ['buyer_admin', 'supplier_admin', 'network_operator']

const localeOf = (event: Event) => (event.locale === 'zh' ? ('zh' as const) : ('en' as const))

/** Mail to an address about a link; the link's secret is in the mail alone. */
const linkMail =
  (kind: NoticeKind, page: string): Subscriber =>
  (event) =>
    mailTo(
      String(event.email),
      localeOf(event),
      kind,
      { organization: String(event.organization ?? ''), by: String(event.by ?? '') },
      `${page}?token=${event.token}`,
    )

/** Tells one side of an order. */
const orderNotice =
  (kind: NoticeKind, side: 'buyer' | 'supplier', roles = side === 'buyer' ? BUYERS : SELLERS): Subscriber =>
  async (event) => {
    const order = await prisma().purchaseOrder.findUnique({
      where: { id: String(event.orderId) },
      include: { buyer: { select: { name: true } }, supplier: { select: { name: true } } },
    })
    if (!order) return
    const data = { number: order.number, buyer: order.buyer.name, supplier: order.supplier.name }
    await notifyOrganization(side === 'buyer' ? order.buyerId : order.supplierId, roles, { kind, data, href: `/orders/${order.id}` })
  }

/** Tells the bidders of an event, or its buyer. */
const eventNotice =
  (kind: NoticeKind, to: 'bidders' | 'accepted' | 'buyer'): Subscriber =>
  async (event) => {
    const row = await prisma().sourcingEvent.findUnique({
      where: { id: String(event.eventId) },
      include: { buyer: true, invitations: true, lots: { select: { id: true }, take: 1 } },
    })
    if (!row) return
    const notice: Notice = { kind, data: { title: row.title, number: row.number, buyer: row.buyer.name }, href: `/auctions/${row.id}` }
    if (to === 'buyer') return notifyOrganization(row.buyerId, BUYERS, notice)
    for (const invitation of row.invitations)
      if (to === 'bidders' ? invitation.state !== 'declined' : invitation.state === 'accepted')
        await notifyOrganization(invitation.supplierId, SELLERS, notice)
  }

/** The winner and the losers of a lot learn the result, each its own. */
const awardNotices: Subscriber = async (event) => {
  const lot = await prisma().lot.findUnique({
    where: { id: String(event.lotId) },
    include: { event: { include: { buyer: true, invitations: true } } },
  })
  if (!lot) return
  for (const invitation of lot.event.invitations) {
    if (invitation.state !== 'accepted') continue
    const kind = (event.supplierIds as string[]).includes(invitation.supplierId) ? 'auction_won' : 'auction_lost'
    await notifyOrganization(invitation.supplierId, SELLERS, {
      kind,
      data: { title: lot.title, number: lot.event.number, buyer: lot.event.buyer.name },
      href: `/auctions/${lot.eventId}`,
    })
  }
}

/** Tells the other side of a contract what has become of it. */
const contractNotice =
  (kind: NoticeKind): Subscriber =>
  async (event) => {
    const list = await prisma().priceList.findUnique({
      where: { id: String(event.listId) },
      include: { supplier: { select: { name: true } }, buyer: { select: { name: true } } },
    })
    if (!list || !event.to) return
    const toBuyer = event.to === list.buyerId
    await notifyOrganization(String(event.to), toBuyer ? PURCHASERS : SELLERS, {
      kind,
      data: { name: list.name, by: (toBuyer ? list.supplier.name : list.buyer?.name) ?? '' },
      href: `/prices/${list.id}`,
    })
  }

/** Tells the keepers of a virtual catalog what has become of a version of it. */
const versionNotice =
  (kindOf: (event: Event) => NoticeKind): Subscriber =>
  async (event) => {
    const catalog = await prisma().catalog.findUnique({ where: { id: String(event.catalogId) } })
    if (catalog)
      await notifyOrganization(catalog.organizationId, KEEPERS, {
        kind: kindOf(event),
        data: { name: catalog.name, number: String(event.number) },
        href: `/catalogs/${catalog.id}`,
      })
  }

/** Tells the keepers of virtual catalogs that what a supplier has just changed waits for their consent. */
const heldNotice: Subscriber = async (event) => {
  const held = await prisma().$queryRaw<{ id: string; name: string; organizationId: string; supplier: string; count: number }[]>`
    select c.id, c.name, c.organization_id as "organizationId", s.name as supplier, count(*)::int as count
    from offer o join catalog_entry e on e.offer_id = o.id and e.to_version is null and e.held
    join catalog c on c.id = e.catalog_id join organization s on s.id = o.supplier_id
    where o.catalog_id = ${String(event.catalogId)}::uuid and o.version = ${Number(event.version)} group by c.id, s.name`
  for (const { id, name, organizationId, supplier, count } of held)
    await notifyOrganization(organizationId, KEEPERS, {
      kind: 'catalog_held',
      data: { name, supplier, count: String(count) },
      href: `/catalogs/${id}`,
    })
}

const membershipNotice: Subscriber = async (event) => {
  const row = await prisma().networkMembership.findUnique({ where: { id: String(event.membershipId) }, include: { network: true } })
  // An applicant knows of its own application, an invited one is told by the invitation.
  if (row && row.state !== 'applied' && row.state !== 'invited')
    await notifyOrganization(row.organizationId, ADMINS, {
      kind: `membership_${row.state}`,
      data: { network: row.network.name },
      href: '/network',
    })
}

const applicationNotice: Subscriber = async (event) => {
  const [network, organization] = await Promise.all([
    prisma().network.findUnique({ where: { id: String(event.networkId) } }),
    prisma().organization.findUnique({ where: { id: String(event.organizationId) } }),
  ])
  if (network && organization)
    await notifyOrganization(network.operatorId, ADMINS, {
      kind: 'network_applied',
      data: { network: network.name, organization: organization.name },
      href: '/network',
    })
}

const invitationNotice: Subscriber = async (event) => {
  const network = await prisma().network.findUnique({ where: { id: String(event.networkId) } })
  if (network)
    await notifyOrganization(String(event.organizationId), ADMINS, {
      kind: 'network_invited',
      data: { network: network.name },
      href: '/network',
    })
}

const termsNotice: Subscriber = async (event) => {
  const network = await prisma().network.findUnique({
    where: { id: String(event.networkId) },
    include: { memberships: { where: { state: 'active' } } },
  })
  for (const membership of network?.memberships ?? [])
    await notifyOrganization(membership.organizationId, ADMINS, {
      kind: 'terms_changed',
      data: { network: network?.name ?? '' },
      href: '/network',
    })
}

/** Who is told of which domain event. */
/** Whoever has joined a deal that comes to nothing learns it. */
const dealNotice: Subscriber = async (event) => {
  const deal = await prisma().deal.findUnique({
    where: { id: String(event.dealId) },
    include: {
      supplier: { select: { name: true } },
      joins: { select: { buyerId: true } },
      offer: { select: { supplierPartNumber: true } },
    },
  })
  if (!deal) return
  const notice = {
    kind: 'deal_called_off' as const,
    data: { supplier: deal.supplier.name, part: deal.offer.supplierPartNumber },
    href: `/deals/${deal.id}`,
  }
  for (const buyerId of new Set(deal.joins.map((join) => join.buyerId))) await notifyOrganization(buyerId, BUYERS, notice)
}

/** Purchasers learn what a colleague needs, and the colleague what they answer. */
const requisitionNotice =
  (kind: 'requisition_created' | 'requisition_answered'): Subscriber =>
  async (event) => {
    const row = await prisma().requisition.findUnique({
      where: { id: String(event.requisitionId) },
      include: { requester: { select: { name: true } } },
    })
    if (!row) return
    const notice = { kind, data: { by: row.requester.name, text: row.text }, href: `/requests/${row.id}` }
    if (kind === 'requisition_created') await notifyOrganization(row.organizationId, PURCHASERS, notice)
    else await notifyUser(row.requestedBy, row.organizationId, notice)
  }

export const notificationSubscribers: Record<string, Subscriber[]> = {
  'identity.signed-up': [linkMail('verify_email', '/verify')],
  'identity.signed-up-again': [(event) => mailTo(String(event.email), localeOf(event), 'signed_up_again', {}, '/sign-in')],
  'identity.password-reset-requested': [linkMail('reset_password', '/reset-password')],
  'identity.invited': [linkMail('invited', '/invitation')],
  'network.applied': [applicationNotice],
  'network.invited': [invitationNotice],
  'network.membership-decided': [membershipNotice],
  'network.terms-published': [termsNotice],
  'order.placed': [orderNotice('order_received', 'supplier'), orderNotice('order_placed', 'buyer')],
  'order.approval_requested': [orderNotice('order_approval_requested', 'buyer', APPROVERS)],
  'order.refused': [orderNotice('order_refused', 'buyer')],
  'order.confirmed': [orderNotice('order_confirmed', 'buyer')],
  'order.changed': [orderNotice('order_changed', 'buyer')],
  'order.rejected': [orderNotice('order_rejected', 'buyer')],
  'order.changes_accepted': [orderNotice('order_changes_accepted', 'supplier')],
  'order.shipped': [orderNotice('order_shipped', 'buyer')],
  'order.cancelled': [orderNotice('order_cancelled', 'supplier')],
  'virtual-catalog.submitted': [versionNotice(() => 'catalog_submitted')],
  'virtual-catalog.decided': [versionNotice(({ state }) => (state === 'accepted' ? 'catalog_accepted' : 'catalog_sent_back'))],
  'catalog.published': [heldNotice],
  'contract.proposed': [contractNotice('contract_proposed')],
  'contract.active': [contractNotice('contract_accepted')],
  'contract.declined': [contractNotice('contract_declined')],
  'contract.ended': [contractNotice('contract_ended')],
  'requisition.created': [requisitionNotice('requisition_created')],
  'requisition.answered': [requisitionNotice('requisition_answered')],
  'deal.called-off': [dealNotice],
  'payment.paid': [orderNotice('order_paid', 'supplier')],
  'payment.mismatch': [orderNotice('payment_mismatch', 'buyer')],
  'auction.published': [eventNotice('auction_invited', 'bidders')],
  'auction.cancelled': [eventNotice('auction_cancelled', 'bidders')],
  'auction.asked': [eventNotice('auction_asked', 'buyer')],
  'auction.answered': [eventNotice('auction_answered', 'bidders')],
  'auction.lot-opened': [eventNotice('auction_opened', 'accepted')],
  'auction.lot-closed': [eventNotice('auction_closed', 'buyer')],
  'auction.unsuccessful': [eventNotice('auction_unsuccessful', 'accepted')],
  'auction.awarded': [awardNotices],
  'auction.award-taken-back': [eventNotice('auction_award_taken_back', 'accepted')],
}
