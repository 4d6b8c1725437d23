import { open } from 'node:fs/promises'
import { AppError } from '../errors'
import type { TextEncoding } from './encodings'
import type { ReadingLimits } from './reading-limits'

/** A file of rows, told by its content and not by its name. */
export interface TableFormat {
  /** by the first bytes of a file, 64 KB at most */
  recognises(head: Buffer): boolean
  /** @throws AppError file_refused for what may not be read although it looks like one */
  open(path: string, choice: ReadingChoice, limits: ReadingLimits): Promise<Table>
}

/** How a person wants a file read where it can be read in several ways; what is not said is found out. */
export interface ReadingChoice {
  /** of a workbook, by its name */
  sheet?: string | undefined
  /** of text */
  encoding?: TextEncoding | undefined
}

/** A file that is being read, and how. */
export interface Table extends TableInfo {
  /** Rows that have something in them, streamed; each call reads from the start. @throws AppError file_refused */
  rows(): AsyncGenerator<TableRow>
}

/** How a file is read. */
export interface TableInfo {
  format: 'csv' | 'xlsx'
  /** of text */
  encoding: TextEncoding | null
  /** of a workbook: the sheet that is read */
  sheet: string | null
  /** all sheets of a workbook in the order of their tabs */
  sheets: { name: string; isHidden: boolean }[]
}

/** A row as text. */
export interface TableRow {
  /** counted as a spreadsheet shows it, from 1, empty rows too */
  line: number
  /** what the cells show */
  cells: string[]
  /** what a cell is beside its text, where the file says; by column, with gaps */
  notes?: CellNote[]
  /** the spreadsheet does not show it */
  isHidden?: true
}

export type CellNote =
  /** stored as a number; `value` where the text shows it otherwise */
  | { is: 'number'; value?: string }
  /** stored as a date; the text is that day, or that time without a zone, by ISO 8601 */
  | { is: 'date' }
  /** a formula that came to an error; the text names it, like #N/A */
  | { is: 'error' }
  /** a formula whose value the file does not hold */
  | { is: 'no_value' }

type Recognisable = Pick<TableFormat, 'recognises'>

/**
 * Which of some formats a file has; the first that recognises it.
 * @throws AppError file_refused for what is none of them
 */
export async function recogniseFormat<Format extends Recognisable>(formats: readonly Format[], path: string): Promise<Format> {
  const head = await readHead(path)
  const format = formats.find((each) => each.recognises(head))
  if (!format) throw new AppError('file_refused', { detail: 'not_a_table' })
  return format
}

/** Bytes by which a format is told. */
const HEAD_BYTES = 64 * 1024

/** The first bytes of a file. @throws AppError file_refused when there are none */
export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    if (bytesRead === 0) throw new AppError('file_refused', { detail: 'empty' })
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
