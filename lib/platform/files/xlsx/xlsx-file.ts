import { AppError } from '../../errors'
import type { ReadingLimits } from '../reading-limits'
import type { ReadingChoice, Table, TableFormat } from '../table-format'
import { openArchive } from './archive'
import { readSheet } from './sheet'
import { readSharedStrings, readStyles, readWorkbook } from './workbook'

/** A workbook of Excel 2007 or later, or of whatever else writes Office Open XML. */
export const xlsx: TableFormat = {
  recognises: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])),
  open,
}

async function open(path: string, choice: ReadingChoice, limits: ReadingLimits): Promise<Table> {
  const archive = await openArchive(path, limits)
  try {
    const { sheets } = await readWorkbook(archive)
    const visible = sheets.filter((sheet) => !sheet.isHidden)
    const chosen = choice.sheet === undefined ? (visible[0] ?? sheets[0]) : sheets.find(({ name }) => name === choice.sheet)
    if (!chosen) throw new AppError('file_refused', { detail: 'no_such_sheet' })
    return {
      format: 'xlsx',
      encoding: null,
      sheet: chosen.name,
      sheets: sheets.map(({ name, isHidden }) => ({ name, isHidden })),
      rows: () => rows(path, chosen.part, limits),
    }
  } finally {
    archive.close()
  }
}

async function* rows(path: string, part: string, limits: ReadingLimits) {
  const archive = await openArchive(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const strings = await readSharedStrings(archive, workbook.sharedStringsPart, limits)
    const styles = await readStyles(archive, workbook.stylesPart)
    yield* readSheet(archive, { part, strings, styles, from1904: workbook.from1904, limits })
  } finally {
    archive.close()
  }
}
