import { stateAfter } from '@/lib/documents/lifecycle/state-after'
import type { CommandContext } from '@/lib/platform/context'
import type { Prisma } from '@/lib/platform/db/generated/client'
import type { OwnCatalog } from '../queries'
import { type VersionSide, type VersionStep, versionLifecycle } from '../states'
import type { versionOf } from '../version-queries'

interface Step {
  step: VersionStep
  by: VersionSide
  data?: Omit<Prisma.CatalogVersionUncheckedUpdateInput, 'state'>
}

/**
 * Takes a step of a version whose catalog is held until the transaction ends.
 * @returns the state that it has come into
 * @throws AppError not_possible_now when it is in another state, or what stands in the way
 */
export async function advanceVersion(
  ctx: CommandContext,
  catalog: OwnCatalog,
  version: Awaited<ReturnType<typeof versionOf>>,
  { step, by, data = {} }: Step,
) {
  const { number } = version
  const state = stateAfter(versionLifecycle, { state: version.state, step, side: by, before: { needsSecond: catalog.needsSecond } })
  await ctx.db.catalogVersion.update({ where: { catalogId_number: { catalogId: catalog.id, number } }, data: { ...data, state } })
  ctx.audit({
    entity: 'Catalog',
    entityId: catalog.id,
    before: { version: number, state: version.state },
    after: { version: number, state },
  })
  return state
}
