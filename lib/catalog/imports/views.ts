import type { RowResult } from '@/lib/catalog/formats/read-row'

/** A row of a file as it will be read. */
export type FirstRow = { line: number } & RowResult
