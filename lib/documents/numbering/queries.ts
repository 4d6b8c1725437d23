import type { ReadContext } from '@/lib/platform/context'
import { countedYear, defaultPattern, type NumberedDocument, type NumberPattern, numberedDocumentKinds, writeDocumentNumber } from './model'

/** How organizations write the numbers of a kind, as far as they have said so; the others write the default. */
export async function patternsOf(
  ctx: Pick<ReadContext, 'db'>,
  organizationIds: string[],
  kind: NumberedDocument,
): Promise<Map<string, NumberPattern>> {
  const rows = await ctx.db.numberPattern.findMany({ where: { organizationId: { in: organizationIds }, kind } })
  return new Map(rows.map(({ organizationId, prefix, yearly, digits }) => [organizationId, { prefix, yearly, digits }]))
}

/** The patterns of the actor's organization, with the number that comes next in each. */
export async function listNumberPatterns(ctx: ReadContext): Promise<(NumberPattern & { kind: NumberedDocument; next: string })[]> {
  const { organizationId } = ctx.actor
  const [own, counted] = await Promise.all([
    ctx.db.numberPattern.findMany({ where: { organizationId } }),
    ctx.db.numberSequence.findMany({ where: { organizationId } }),
  ])
  return numberedDocumentKinds.map((kind) => {
    const { prefix, yearly, digits } = own.find((each) => each.kind === kind) ?? defaultPattern(kind)
    const pattern = { prefix, yearly, digits }
    const year = countedYear(pattern, ctx.now)
    const last = counted.find((each) => each.kind === kind && each.year === year)?.last ?? 0
    return { kind, ...pattern, next: writeDocumentNumber(pattern, year, last + 1) }
  })
}
