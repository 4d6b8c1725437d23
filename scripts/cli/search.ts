import type { Command } from 'commander'
import { withDatabase } from './with-database'

export function registerSearch(program: Command): void {
  program
    .command('search-rebuild')
    .description('builds the Meilisearch index anew and swaps it in (needs MEILI_URL); searches go on meanwhile')
    .action(() =>
      withDatabase(async () => {
        const { env } = await import('@/lib/platform/env')
        if (!env().MEILI_URL) throw new Error('MEILI_URL is not set: PostgreSQL searches, and there is nothing to build.')
        const { rebuildIndex } = await import('@/lib/discovery/search/meilisearch/write')
        process.stdout.write(`${await rebuildIndex()} offers\n`)
      }),
    )
}
