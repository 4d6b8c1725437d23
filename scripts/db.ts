import { Client } from 'pg'
import { openDatabase } from './setup/postgres'
import { diffMigration, ensureClient, migrate } from './setup/prisma'

const usage = `npm run db -- migrate        applies the migrations in prisma/migrations
npm run db -- reset          empties the database and migrates it; the next start loads the demo again
npm run db -- diff [name]    writes the migration that leads from the database to prisma/schema`

const [command, name = 'change'] = process.argv.slice(2)
if (!command || !['migrate', 'reset', 'diff'].includes(command)) {
  process.stderr.write(`${usage}\n`)
  process.exit(command === '--help' ? 0 : 2)
}
ensureClient()
const server = await openDatabase({ own: false })
try {
  if (command === 'reset') {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    await client.query('drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public')
    await client.end()
  }
  if (command === 'diff') {
    const file = await diffMigration(server.url, name, new Date())
    process.stdout.write(file ? `${file}\n` : 'The database already is as prisma/schema says.\n')
  } else {
    const applied = await migrate(server.url)
    process.stdout.write(applied.length ? `applied ${applied.join(', ')}\n` : 'nothing to apply\n')
  }
} finally {
  await server.stop()
}
