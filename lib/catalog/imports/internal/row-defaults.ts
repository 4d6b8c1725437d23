import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { type OpenCatalog, writtenAs } from '@/lib/catalog/formats/read-catalog'
import type { RowDefaults } from '@/lib/catalog/formats/read-row'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { prisma } from '@/lib/platform/db/client'

interface ImportOf {
  choice: unknown
  createdBy: string | null
  catalog: { organizationId: string }
}

/** What holds for all rows of an import: how they are written, and what its organization and the user who brought it mean unless told. */
export async function rowDefaults(row: ImportOf, { head }: OpenCatalog, targets: ColumnTargets): Promise<RowDefaults> {
  const [categories, { currency }, user] = await Promise.all([
    prisma().category.findMany({ select: { code: true } }),
    prisma().organization.findUniqueOrThrow({ where: { id: row.catalog.organizationId }, select: { currency: true } }),
    row.createdBy ? prisma().user.findUnique({ where: { id: row.createdBy }, select: { timeZone: true } }) : null,
  ])
  return {
    ...writtenAs(head, targets, catalogChoice.parse(row.choice)),
    currency,
    unit: 'C62',
    categories: new Set(categories.map(({ code }) => code)),
    timeZone: user?.timeZone ?? 'UTC',
    now: new Date(),
  }
}
