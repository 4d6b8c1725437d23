import { openCatalog } from '@/lib/catalog/formats/read-catalog'
import type { CatalogChoice } from '@/lib/catalog/formats/schemas'

const SAMPLE_ROWS = 8
/** Characters of a cell that is shown as an example. */
const SAMPLE_CELL = 200

/** How a file is read with a choice, and what stands first in it. @throws AppError file_refused */
export async function readStart(path: string, choice: CatalogChoice) {
  const { reading, headers, head } = await openCatalog(path, choice)
  return {
    reading: { ...reading },
    headers,
    sample: head.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map((cell) => cell.slice(0, SAMPLE_CELL))),
  }
}
