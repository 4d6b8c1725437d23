import { type NoticeKind, notifyOrganization } from '@/lib/parties/notifications/notify'
import { PURCHASERS, SELLERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** Tells the other side of a contract what has become of it. */
async function tellOtherSide(kind: NoticeKind, { listId, to }: { listId: string; to: string | null }): Promise<void> {
  const list = await prisma().priceList.findUnique({
    where: { id: listId },
    include: { supplier: { select: { name: true } }, buyer: { select: { name: true } } },
  })
  if (!list || !to) return
  const toBuyer = to === list.buyerId
  const data = { name: list.name, by: (toBuyer ? list.supplier.name : list.buyer?.name) ?? '' }
  await notifyOrganization(to, toBuyer ? PURCHASERS : SELLERS, { kind, data, href: `/prices/${list.id}` })
}

/** Who is told of contracts. A proposal that is withdrawn before its answer is told to nobody. */
export const priceListNotices: Reactions = {
  'contract.proposed': (event) => tellOtherSide('contract_proposed', event),
  'contract.active': (event) => tellOtherSide('contract_accepted', event),
  'contract.declined': (event) => tellOtherSide('contract_declined', event),
  'contract.ended': (event) => tellOtherSide('contract_ended', event),
}
