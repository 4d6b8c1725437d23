import type { ColumnTargets } from '@/lib/catalog/formats/model'
import type { CatalogChoice } from '@/lib/catalog/formats/schemas'
import type { CommandContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'

const keyOf = (organizationId: string, headers: readonly string[]) => ({ organizationId, headers: JSON.stringify(headers) })

/** How an organization wanted a file with this header read and mapped the last time, or null. */
export const rememberedFor = (organizationId: string, headers: readonly string[]) =>
  prisma().columnMapping.findUnique({ where: { organizationId_headers: keyOf(organizationId, headers) } })

/** Keeps how files with this header are to be read and mapped from now on. */
export async function remember(
  { db, actor }: Pick<CommandContext, 'db' | 'actor'>,
  headers: readonly string[],
  kept: { mapping: ColumnTargets; choice: CatalogChoice },
): Promise<void> {
  const key = keyOf(actor.organizationId, headers)
  await db.columnMapping.upsert({ where: { organizationId_headers: key }, create: { ...key, ...kept }, update: kept })
}
