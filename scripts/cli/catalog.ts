import { stat } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import { checkCatalogFile } from '@/lib/catalog/formats/check-file'
import { catalogChoice } from '@/lib/catalog/formats/schemas'
import { AppError } from '@/lib/platform/errors'
import { translatorFor } from '@/lib/platform/i18n/translator'
import { isCurrency } from '@/lib/platform/money/currencies'
import { userPath } from './play-file'

/** The largest file that is taken, bytes; the import's limit. */
const MAX_BYTES = 200 * 1024 * 1024

interface CheckOptions {
  sheet?: string
  headerRow?: string
  encoding?: string
  numbers?: string
  dates?: string
  currency: string
  timeZone: string
}

export function registerCatalog(program: Command): void {
  const catalog = program.command('catalog').description("suppliers' catalog files")
  catalog
    .command('check')
    .argument('<file>', 'CSV or XLSX')
    .option('--json', 'print JSON (it always is)')
    .option('--sheet <name>', 'the sheet of a workbook; the first visible one unless told')
    .option('--header-row <line>', 'the line of the header, counted from 1')
    .option('--encoding <name>', 'of text, such as windows-1250')
    .option('--numbers <mark>', 'point or comma: what stands before the decimals')
    .option('--dates <first>', 'day or month: what comes first in dates like 1/2/2026')
    .option('--currency <code>', 'of prices without one', currency, 'EUR')
    .option('--time-zone <name>', 'in which days begin and end', timeZone, 'UTC')
    .description('reads a file as the import would, publishes nothing, and prints one line of JSON')
    .action(async (file: string, options: CheckOptions) => {
      try {
        const choice = readChoice(options)
        const path = userPath(file)
        if ((await stat(path)).size > MAX_BYTES) throw new AppError('file_refused', { detail: 'too_large' })
        process.stdout.write(`${JSON.stringify(await checkCatalogFile(path, choice, options))}\n`)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        process.exitCode = 1
        const detail = error.options.detail ?? error.code
        process.stdout.write(`${JSON.stringify({ error: detail, message: translatorFor('en')(`imports.error.${detail}`) })}\n`)
      }
    })
}

function readChoice({ headerRow, ...options }: CheckOptions) {
  const parsed = catalogChoice.safeParse({ ...options, ...(headerRow && { headerRow: Number(headerRow) }) } satisfies
    | z.input<typeof catalogChoice>
    | object)
  if (parsed.success) return parsed.data
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `--${path.join('.').replace('headerRow', 'header-row')}: ${message}`).join('\n'),
  )
}

function currency(code: string): string {
  if (!isCurrency(code)) throw new InvalidArgumentError('an ISO 4217 code such as EUR')
  return code
}

function timeZone(name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    throw new InvalidArgumentError('an IANA name such as Europe/Prague')
  }
}
