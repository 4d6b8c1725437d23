import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { executeDueAward } from './commands/execute-award'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'execute-award': { lotId: string }
  }
}

export const awardJobs: Jobs<'execute-award'> = { 'execute-award': (lot) => executeDueAward(lot) }

/** Awards that wait for this member of the network. */
async function heldAwards(membershipId: string): Promise<string[]> {
  const membership = await prisma().networkMembership.findUnique({ where: { id: membershipId } })
  if (!membership) return []
  const awards = await prisma().lotAward.findMany({
    where: {
      executedAt: null,
      heldAt: { not: null },
      shares: { some: { supplierId: membership.organizationId } },
      lot: { event: { networkId: membership.networkId } },
    },
    select: { lotId: true },
  })
  return awards.map(({ lotId }) => lotId)
}

export const awardReactions: Reactions = {
  'auction.award-stands': ({ lotId, until }) =>
    addJob('execute-award', { lotId }, { key: `execute-award:${lotId}`, runAt: new Date(until) }),
  async 'network.membership-decided'({ membershipId, state }) {
    if (state !== 'active') return
    for (const lotId of await heldAwards(membershipId)) await addJob('execute-award', { lotId }, { key: `execute-award:${lotId}` })
  },
}
