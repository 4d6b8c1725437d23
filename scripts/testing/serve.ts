import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../setup/postgres'
import { databaseNote } from './database-note'
import { startIdentityProvider } from './identity-provider'

// A server for the browser tests: production build, demo data, an identity provider, everything in a folder of its own.
// Its database counts statements, and the tests learn where it is.
delete process.env.DATABASE_URL
const own = mkdtempSync(path.join(tmpdir(), 'stoa-e2e-'))
process.env.STOA_DATA = own
const { url, folder } = await startPostgres(path.join(own, 'postgres'), {
  own: true,
  settings: ['shared_preload_libraries=pg_stat_statements', 'track_activity_query_size=4096'],
})
// Hundreds of megabytes each time: nothing of it stays.
process.once('exit', () => {
  for (const used of [folder, own]) rmSync(used, { recursive: true, force: true })
})
const client = new Client({ connectionString: url })
await client.connect()
await client.query('create extension if not exists pg_stat_statements')
await client.end()
writeFileSync(databaseNote(process.env.PORT ?? '3210'), url)
const port = Number(process.env.PORT ?? 3210)
process.env.OIDC_ISSUER = await startIdentityProvider(port + 1)
process.env.OIDC_CLIENT_ID = 'stoa'
process.env.OIDC_CLIENT_SECRET = 'a secret between the two'
process.env.OIDC_NAME = 'Northwind ID'
const child = spawn(process.execPath, ['scripts/start.js'], { stdio: 'inherit' })
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('close', (code) => process.exit(code ?? 1))
