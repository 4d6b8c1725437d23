import { prisma } from '@/lib/platform/db/client'
import { isSealedNow } from '@/lib/platform/sealed'
import { sealSeed, unsealSeed } from './second-step'

/** Users whose code apps are read at once. */
const BATCH = 500

/** Seals the seeds of code apps with the present data key. @returns how many were sealed with another one */
export async function renewSeeds(): Promise<number> {
  let renewed = 0
  for (let after: string | undefined; ; ) {
    const apps = await prisma().codeApp.findMany({
      ...(after && { where: { userId: { gt: after } } }),
      orderBy: { userId: 'asc' },
      take: BATCH,
      select: { userId: true, seed: true },
    })
    for (const { userId, seed } of apps.filter((app) => !isSealedNow(app.seed))) {
      // Somebody who sets up another app meanwhile has sealed it with the present key.
      const { count } = await prisma().codeApp.updateMany({
        where: { userId, seed },
        data: { seed: sealSeed(userId, unsealSeed(userId, seed)) },
      })
      renewed += count
    }
    after = apps.at(-1)?.userId
    if (!after) return renewed
  }
}
