import type { ReadingChoice, Table, TableFormat } from '@/lib/platform/files/table-format'

/** What a supplier's catalog is written in, told by its content and not by its name. */
export interface CatalogFormat extends Pick<TableFormat, 'recognises'> {
  /**
   * One row for each line of the catalog, streamed. A row above the lines names the columns, in the file's own words or by the
   * fields of `model.ts`; `read-row.ts` makes offers of the lines.
   */
  open(path: string, choice: ReadingChoice): Promise<Table>
}
