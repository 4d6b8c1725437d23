import type { CommandContext } from '@/lib/platform/context'
import { countedYear, defaultPattern, type NumberedDocument, writeDocumentNumber } from './model'
import { patternOf } from './queries'

/**
 * An organization's next numbers of a kind of document. Taken in the transaction that uses them, under a row lock, so that
 * there are no gaps: what fails gives its number back.
 */
export async function nextNumbers(
  ctx: Pick<CommandContext, 'db' | 'now'>,
  organizationId: string,
  kind: NumberedDocument,
  count: number,
): Promise<string[]> {
  const pattern = await patternOf(ctx, organizationId, kind)
  const year = countedYear(pattern, ctx.now)
  const [row] = await ctx.db.$queryRaw<{ last: number }[]>`
    insert into number_sequence (organization_id, kind, year, last) values (${organizationId}::uuid, ${kind}, ${year}, ${count})
    on conflict (organization_id, kind, year) do update set last = number_sequence.last + ${count} returning last`
  const last = row?.last ?? count
  return Array.from({ length: count }, (_, index) => writeDocumentNumber(pattern, year, last - count + index + 1))
}

/** The next number of a kind. */
export async function nextNumber(ctx: Pick<CommandContext, 'db' | 'now'>, organizationId: string, kind: NumberedDocument): Promise<string> {
  const [number] = await nextNumbers(ctx, organizationId, kind, 1)
  return number as string
}

/** Goes on behind numbers that came with documents from elsewhere, as far as they are written in the default pattern. */
export async function continueAfter(db: CommandContext['db'], organizationId: string, kind: NumberedDocument, last: number): Promise<void> {
  const year = countedYear(defaultPattern(kind), new Date(0))
  await db.$executeRaw`
    insert into number_sequence (organization_id, kind, year, last) values (${organizationId}::uuid, ${kind}, ${year}, ${last})
    on conflict (organization_id, kind, year) do update set last = greatest(number_sequence.last, ${last})`
}
