import { parse } from 'csv-parse/sync'

const CANDIDATES = [',', ';', '\t', '|']
/** Columns beyond this say nothing more for a separator: commas in long texts make many. */
const TELLING_COLUMNS = 6
/** The first line is the header in most files, and has no marks in it by chance. */
const HEADER_AGREES = 1.5

/** How quotes are read: a field may hold a quote that does not begin it, as in 5" pipe. */
export const quoting = { relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'] }

/** The line by which Excel is told the separator: 'sep=;'. */
const SEPARATOR_LINE = /^sep=(.)(?=\r|\n|$)/i

/** What stands between the cells of a text table: as its first line says, or what splits all its lines into equally many, quotes respected. */
export function findDelimiter(sample: string): { delimiter: string; isSaid: boolean } {
  const [, said] = SEPARATOR_LINE.exec(sample) ?? []
  if (said) return { delimiter: said, isSaid: true }
  // The last line of a sample may be cut.
  const lines = sample.slice(0, sample.length < 20_000 ? undefined : sample.lastIndexOf('\n'))
  const weighed = CANDIDATES.map((delimiter) => ({ delimiter, weight: weight(lines, delimiter) }))
  return { delimiter: weighed.reduce((a, b) => (b.weight > a.weight ? b : a)).delimiter, isSaid: false }
}

function weight(sample: string, delimiter: string): number {
  let records: string[][]
  try {
    records = parse(sample, { ...quoting, delimiter, skip_empty_lines: true, to: 200 })
  } catch {
    return 0
  }
  const columns = new Map<number, number>()
  for (const record of records) columns.set(record.length, (columns.get(record.length) ?? 0) + 1)
  const [usual = 1, times = 0] = [...columns].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [1, 0])
  if (usual < 2) return 0
  const heads = records[0]?.length === usual ? HEADER_AGREES : 1
  return (times / records.length) ** 2 * Math.min(usual, TELLING_COLUMNS) * heads
}
