import type { CommandContext } from '@/lib/platform/context'
import { countedYear, defaultPattern, type NumberedDocument, writeDocumentNumber } from './model'
import { patternsOf } from './queries'

type Context = Pick<CommandContext, 'db' | 'now'>

/**
 * The next numbers of a kind of document for several organizations, in one statement. Taken in the transaction that uses them,
 * under row locks, so that there are no gaps: what fails gives its numbers back.
 * @param counts how many each organization needs
 */
export async function nextNumbers(
  ctx: Context,
  kind: NumberedDocument,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, string[]>> {
  if (counts.size === 0) return new Map()
  const patterns = await patternsOf(ctx, [...counts.keys()], kind)
  const patternOf = (organizationId: string) => patterns.get(organizationId) ?? defaultPattern(kind)
  const wanted = [...counts].map(([id, count]) => ({ id, year: countedYear(patternOf(id), ctx.now), count }))
  // Always in the same order, so that two transactions do not wait for each other.
  const rows = await ctx.db.$queryRaw<{ id: string; year: number; last: number }[]>`
    insert into number_sequence (organization_id, kind, year, last)
    select id, ${kind}, year, count from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id uuid, year int, count int) order by id
    on conflict (organization_id, kind, year) do update set last = number_sequence.last + excluded.last
    returning organization_id as id, year, last`
  return new Map(
    rows.map(({ id, year, last }) => {
      const count = counts.get(id) as number
      return [id, Array.from({ length: count }, (_, index) => writeDocumentNumber(patternOf(id), year, last - count + index + 1))]
    }),
  )
}

/** The next number of a kind. */
export async function nextNumber(ctx: Context, organizationId: string, kind: NumberedDocument): Promise<string> {
  const numbers = await nextNumbers(ctx, kind, new Map([[organizationId, 1]]))
  return numbers.get(organizationId)?.[0] as string
}

/**
 * Gives each document the next number of who issues it, in the order in which they are given.
 * @param issuerOf the organization that numbers a document
 */
export async function numberDocuments<Document>(
  ctx: Context,
  kind: NumberedDocument,
  documents: readonly Document[],
  issuerOf: (document: Document) => string,
): Promise<(Document & { number: string })[]> {
  const counts = new Map<string, number>()
  for (const document of documents) counts.set(issuerOf(document), (counts.get(issuerOf(document)) ?? 0) + 1)
  const numbers = await nextNumbers(ctx, kind, counts)
  return documents.map((document) => ({ ...document, number: numbers.get(issuerOf(document))?.shift() as string }))
}

/** Goes on behind numbers that came with documents from elsewhere, as far as they are written in the default pattern. */
export async function continueAfter(db: CommandContext['db'], organizationId: string, kind: NumberedDocument, last: number): Promise<void> {
  const year = countedYear(defaultPattern(kind), new Date(0))
  await db.$executeRaw`
    insert into number_sequence (organization_id, kind, year, last) values (${organizationId}::uuid, ${kind}, ${year}, ${last})
    on conflict (organization_id, kind, year) do update set last = greatest(number_sequence.last, ${last})`
}
