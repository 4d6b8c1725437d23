import type { Prisma } from '@/lib/platform/db/generated/client'

/** The largest share first. */
export const shareOrder = { orderBy: [{ percent: 'desc' as const }, { supplierId: 'asc' as const }] }

interface Summarized {
  savings: { toString(): string } | null
  shares: { supplierId: string; price: { toString(): string } }[]
}

/** An award as a list shows it: to the buyer the largest share, to a bidder its own, if it has one. */
export function summaryOf(award: Summarized | null, own: boolean, organizationId: string) {
  const mine = award?.shares.find(({ supplierId }) => supplierId === organizationId)
  const share = own ? award?.shares[0] : mine
  if (!award || !share) return null
  return { own: mine !== undefined, price: share.price.toString(), savings: own ? (award.savings?.toString() ?? null) : null }
}

type AwardRow = Prisma.LotAwardGetPayload<{ include: { shares: true } }>

/** An award as the buyer sees it, or what of it a bidder may know: its own share, and how long it can still be contested. */
export function awardView(award: AwardRow, bidderId: string | null) {
  const shares = award.shares.filter(({ supplierId }) => bidderId === null || supplierId === bidderId)
  const [first] = shares
  if (!first) return null
  return {
    supplierId: first.supplierId,
    price: first.price.toString(),
    savings: bidderId === null ? (award.savings?.toString() ?? null) : null,
    orderId: first.orderId,
    reason: bidderId === null ? award.reason : null,
    as: award.kind,
    /** until when the decision stands still; null without a standstill, and once it has taken effect */
    standstillEndsAt: award.executedAt === null ? (award.standstillEndsAt?.toISOString() ?? null) : null,
    /** for the buyer: the standstill is over and it has no effect, for a winner is suspended in the network */
    held: bidderId === null && award.executedAt === null && award.heldAt !== null,
    shares: shares.map(({ supplierId, percent, price, total, orderId, contractId }) => ({
      supplierId,
      percent: percent.toString(),
      price: price.toString(),
      total: total.toString(),
      orderId,
      contractId,
    })),
  }
}
