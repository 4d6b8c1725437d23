import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** A cart and favourites are a person's own and go with the person; what was ordered is the company's. */
export const cartReactions: Reactions = {
  async 'identity.person-erased'({ userId }) {
    await prisma().cart.deleteMany({ where: { userId } })
    await prisma().favouriteList.deleteMany({ where: { userId } })
  },
}
