import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { restoreBackup } from '../backup/restore-backup'
import { writeBackup } from '../backup/write-backup'
import { userPath } from './play-file'
import { onDatabase } from './with-database'

export function registerBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'to write; one that is there is replaced')
    .description('writes the database, as of one moment, and all files into one file, and checks what was written; Stoa may run meanwhile')
    .action((file: string) =>
      onDatabase(async (url) => {
        const told = await writeBackup(url, userPath(file))
        for (const key of told.missing) process.stderr.write(`  a file that rows name was not there: ${key}\n`)
        await tell(file, told)
      }),
    )
  program
    .command('restore')
    .argument('<file>', 'that `backup` wrote')
    .description('brings a backup into an empty database and an empty place for files')
    .action((file: string) =>
      onDatabase(async (url) => {
        const { migrateJobs } = await import('@/lib/platform/jobs/worker')
        await tell(file, await restoreBackup(url, userPath(file), migrateJobs))
      }),
    )
}

async function tell(file: string, told: { takenAt: string; tables: { rows: number }[]; files: unknown[] }): Promise<void> {
  const rows = told.tables.reduce((sum, table) => sum + table.rows, 0)
  const { size } = await stat(userPath(file))
  process.stdout.write(`${JSON.stringify({ takenAt: told.takenAt, rows, files: told.files.length, bytes: size })}\n`)
}
