import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'
import { addJob, type Jobs } from '@/lib/platform/jobs/queue'
import { json } from '@/lib/platform/json'
import { log } from '@/lib/platform/log'
import { type AllocationInput, problemOf } from './internal/input'
import { findScenarios } from './internal/scenarios'
import { Solver } from './internal/solver'
import { allocationOptions } from './schemas'
import type { AllocationProgress } from './views'

declare module '@/lib/platform/jobs/queue' {
  interface JobPayloads {
    'search-allocation': { allocationId: string }
  }
}

/** Between two looks at whether somebody has ended the search, and two notes of how far it is. */
const LOOK_MS = 400
/** Close enough to the best possible, and the seconds after which one of the programs ends in any case. */
const GOOD = { gap: 0.005, seconds: 10 }
const EXACT = { gap: 0, seconds: 300 }

/** Job: finds the splits of a list. Run twice, it does the same twice. */
export async function searchAllocation({ allocationId }: { allocationId: string }): Promise<void> {
  const split = await prisma().allocation.findUnique({ where: { id: allocationId } })
  if (split?.state !== 'running') return
  const input = split.input as unknown as AllocationInput
  const options = allocationOptions.parse(split.options)
  const solver = new Solver()
  let progress: AllocationProgress | null = null
  let interrupted = false
  const look = setInterval(async () => {
    // Only progress is at stake here; whether the search may go on is looked at again in a moment.
    const [row] = await prisma()
      .allocation.updateManyAndReturn({
        where: { id: allocationId },
        data: { ...(progress && { progress: json(progress) }) },
        select: { cancelled: true },
      })
      .catch(() => [null])
    if (row?.cancelled === false) return
    if (row === null) return
    interrupted = true
    solver.interrupt()
  }, LOOK_MS)
  try {
    const result = await findScenarios(problemOf(input), {
      limits: { suppliers: options.suppliers, spend: options.spend === null ? null : Number(options.spend), days: options.days },
      weights: { supplier: Number(options.supplierWeight), day: Number(options.dayWeight) },
      effort: options.exact ? EXACT : GOOD,
      solver,
      note: (now) => {
        progress = now
      },
      interrupted: () => interrupted,
    })
    await finish(allocationId, interrupted ? 'cancelled' : 'done', result)
  } catch (error) {
    log.error({ allocationId, err: error }, 'the search for a split failed')
    await finish(allocationId, 'failed', null)
  } finally {
    clearInterval(look)
    await solver.close()
  }
}

async function finish(allocationId: string, state: 'done' | 'cancelled' | 'failed', result: unknown): Promise<void> {
  await prisma().allocation.updateMany({
    where: { id: allocationId, state: 'running' },
    data: { state, endedAt: new Date(), ...(result !== null && { result: json(result) }) },
  })
}

export const allocationJobs: Jobs<'search-allocation'> = { 'search-allocation': searchAllocation }

export const allocationReactions: Reactions = {
  'allocation.started': ({ allocationId }) => addJob('search-allocation', { allocationId }, { key: `search-allocation:${allocationId}` }),
}
