import type { ReadContext } from '@/lib/platform/context'
import { countedYear, defaultPattern, type NumberedDocument, type NumberPattern, numberedDocumentKinds, writeDocumentNumber } from './model'

/** How an organization writes the numbers of a kind. */
export async function patternOf(ctx: Pick<ReadContext, 'db'>, organizationId: string, kind: NumberedDocument): Promise<NumberPattern> {
  const own = await ctx.db.numberPattern.findUnique({ where: { organizationId_kind: { organizationId, kind } } })
  return own ?? defaultPattern(kind)
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
