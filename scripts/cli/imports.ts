import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { parse } from 'csv-parse'
import { userPath } from './play-file'
import { withDatabase } from './with-database'

const note = (line: string) => process.stderr.write(`  ${line}\n`)

export function registerImports(program: Command): void {
  program
    .command('import-adventureworks')
    .argument('<folder>', 'with vendors.csv, products.csv, product_vendors.csv, purchase_orders.csv, …')
    .option('--json', 'print the result as one line of JSON (it always is the last line)')
    .option('--password <password>', 'a password for the buyer, to sign in with')
    .description('loads vendors, products, price lines and order history of the AdventureWorks purchasing department')
    .action((folder: string, options: { password?: string }) =>
      withDatabase(async () => {
        const { ADVENTURE_WORKS_BUYER, importAdventureWorks } = await import('@/lib/interop/loaders/commands/import-adventureworks')
        const result = await importAdventureWorks(userPath(folder), {
          ...(options.password && { password: options.password }),
          progress: note,
        })
        note(
          result.written === 0
            ? 'everything was there already; nothing changed'
            : `${result.written} rows written; the buyer is ${ADVENTURE_WORKS_BUYER}`,
        )
        for (const dropped of result.dropped) note(`not loaded: ${dropped.file}, ${dropped.what} (${dropped.count} rows): ${dropped.why}`)
        process.stdout.write(`${JSON.stringify(result)}\n`)
      }),
    )
  program
    .command('import-unspsc')
    .argument('<file>', 'CSV with code, level, title_en, title_zh')
    .option('--json', 'print the result as one line of JSON (it always is the last line)')
    .description('loads UNSPSC codes as the category tree; names that are there are replaced')
    .action((file: string) =>
      withDatabase(async () => {
        const { importCategories } = await import('@/lib/catalog/categories/commands/import-categories')
        const rows = createReadStream(userPath(file)).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }))
        process.stdout.write(`${JSON.stringify(await importCategories(rows))}\n`)
      }),
    )
}
