import { proposeColumns } from '@/lib/catalog/formats/model'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError } from '@/lib/platform/errors'
import { withLocalCopy } from '../internal/local-copy'
import { readStart } from '../internal/read-start'
import { ownImport, storedKey } from '../queries'
import { chooseReadingInput } from '../schemas'

/**
 * Sets how a file is read where it could be read in several ways: sheet, header row, encoding, number format, order of dates. The columns
 * are proposed anew where they have changed, and have to be checked again.
 * @throws AppError file_refused where the file cannot be read so, not_possible_now when it was moved on meanwhile
 */
export const chooseReading = command('catalog.choose-reading', chooseReadingInput, may('manage', 'Catalog'), async (ctx, input) => {
  const row = await ownImport(ctx, input.importId)
  if (!['uploaded', 'checked', 'failed'].includes(row.state)) throw new AppError('not_possible_now')
  const start = await withLocalCopy(await storedKey(row), (path) => readStart(path, input.choice))
  const isSame = JSON.stringify(start.headers) === JSON.stringify(row.headers)
  // Reading took a while: what was checked or published meanwhile stays.
  const { count } = await ctx.db.catalogImport.updateMany({
    where: { id: row.id, state: row.state },
    data: { ...start, choice: input.choice, state: 'uploaded', error: null, ...(!isSame && { mapping: proposeColumns(start.headers) }) },
  })
  if (count === 0) throw new AppError('not_possible_now')
})
