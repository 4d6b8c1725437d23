import { type CommandContext, networksWith } from '@/lib/platform/context'
import { notFound } from '@/lib/platform/errors'

export interface Publication {
  networkId: string
  /** ISO 8601 */
  startsAt: string
}

/**
 * Says into which networks a catalog is published, each from a date; networks that are not named lose it. In the caller's
 * transaction, which holds the catalog from here on.
 * @throws AppError not_found for a network into which the actor's organization may not publish
 */
export async function publishInto(ctx: CommandContext, catalogId: string, publications: readonly Publication[]): Promise<void> {
  const allowed = networksWith(ctx.actor, 'publish')
  if (publications.some(({ networkId }) => !allowed.includes(networkId))) throw notFound()
  await ctx.db.$queryRaw`select 1 from catalog where id = ${catalogId}::uuid for update`
  const before = await ctx.db.catalogPublication.findMany({ where: { catalogId } })
  await ctx.db.catalogPublication.deleteMany({ where: { catalogId } })
  await ctx.db.catalogPublication.createMany({ data: publications.map((entry) => ({ ...entry, catalogId })) })
  ctx.audit({ entity: 'Catalog', entityId: catalogId, before, after: publications })
  ctx.emit({ type: 'catalog.audience-changed', catalogId, startsAt: publications.map(({ startsAt }) => startsAt) })
}

/** Takes back that a catalog is to be seen from an instant on, with what was to be published then. */
export async function withdrawFrom(ctx: Pick<CommandContext, 'db'>, catalogId: string, startsAt: Date): Promise<void> {
  await ctx.db.catalogPublication.deleteMany({ where: { catalogId, startsAt } })
}
