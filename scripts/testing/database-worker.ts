import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'

/** Each test file works on a database of its own, copied from the migrated one. */
const template = new URL(inject('databaseUrl'))
const source = template.pathname.slice(1)
const name = `test_${randomUUID().replaceAll('-', '')}`

async function administer(statement: string): Promise<void> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  await client.query(statement)
  await client.end()
}

await administer(`create database ${name} template "${source}"`)
template.pathname = `/${name}`
const files = mkdtempSync(path.join(tmpdir(), 'stoa-files-'))
Object.assign(process.env, {
  DATABASE_URL: template.href,
  NEXTAUTH_SECRET: 'integration tests sign nobody in for real',
  STOA_DATA: files,
  LOG_LEVEL: 'fatal',
})

afterAll(async () => {
  const { disconnect } = await import('@/lib/platform/db/client')
  await disconnect()
  await administer(`drop database ${name} with (force)`)
  rmSync(files, { recursive: true, force: true })
})
