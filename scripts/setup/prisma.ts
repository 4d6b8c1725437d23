import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { Pool, QueryResult } from 'pg'
import { applyFunctions } from './functions'
import { root } from './install.js'
import { StartError } from './steps'

const schemaFolder = path.join(root, 'prisma/schema')
const migrationsFolder = path.join(root, 'prisma/migrations')

const schemaFiles = () =>
  readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: path.join('prisma/schema', name), content: readFileSync(path.join(schemaFolder, name), 'utf8') }))

/** Generates the database client when the schema changed. Returns whether it had to. */
export function ensureClient(): boolean {
  const hash = createHash('sha256')
  for (const file of schemaFiles()) hash.update(file.path).update(file.content)
  const digest = hash.digest('hex')
  const folder = path.join(root, 'lib/platform/db/generated')
  const stamp = path.join(folder, '.schema-hash')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false
  const prisma = path.join(root, 'node_modules/prisma/build/index.js')
  // The generator wants the name of a schema engine but never runs it; the engine itself would be a download.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }
  const done = spawnSync(process.execPath, [prisma, 'generate', '--schema', 'prisma/schema'], { cwd: root, env, encoding: 'utf8' })
  if (done.status !== 0) throw new StartError(`prisma generate failed:\n${done.stdout}${done.stderr}`)
  writeFileSync(stamp, digest)
  return true
}

/** The parts of Prisma's schema engine, compiled to WebAssembly, that are used here. */
interface SchemaEngine {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  diff(input: unknown): Promise<{ exitCode: number; stdout: string | null }>
  free(): void
}

/** PostgreSQL's inner one-letter type, which describes its own tables; the adapter does not know it. */
const INNER_CHAR = 18
const TEXT = 25

/**
 * Prisma's adapter as its schema engine needs it: scripts go whole to PostgreSQL, where the adapter would cut them at every
 * semicolon, also inside function bodies; and the catalog of tables can be read.
 */
class SchemaAdapter extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = []

  override async connect() {
    const connection = await super.connect()
    this.opened.push(connection)
    const { client } = connection as unknown as { client: Pool }
    connection.executeScript = async (script) => {
      await client.query(script)
    }
    let letters: number[] = []
    const query = client.query.bind(client) as (...call: unknown[]) => Promise<QueryResult>
    client.query = (async (...call: unknown[]) => {
      const result = await query(...call)
      letters = []
      for (const [column, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== INNER_CHAR) continue
        field.dataTypeID = TEXT
        letters.push(column)
      }
      return result
    }) as typeof client.query
    const queryRaw = connection.queryRaw.bind(connection)
    connection.queryRaw = async (params) => {
      const result = await queryRaw(params)
      for (const column of letters) result.columnTypes[column] = ColumnTypeEnum.Character
      return result
    }
    return connection
  }

  /** Ends the connections; the engine itself leaves them open. */
  async close(): Promise<void> {
    for (const connection of this.opened) await connection.dispose()
  }
}

async function loadSchemaEngine() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return engine
}
let loaded: ReturnType<typeof loadSchemaEngine> | undefined

async function withSchemaEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  // Once in a process: its bindings keep views of one instance's memory, and a second instance would be read through them.
  loaded ??= loadSchemaEngine()
  const engine = await loaded
  const adapter = new SchemaAdapter({ connectionString: url })
  const datamodels = schemaFiles().map((schema): [string, string] => [schema.path, schema.content])
  try {
    return await work(
      (await engine.SchemaEngine.new(
        { datamodels },
        () => undefined,
        bindMigrationAwareSqlAdapterFactory(adapter),
      )) as unknown as SchemaEngine,
    )
  } finally {
    await adapter.close()
  }
}

const filters = { externalTables: [], externalEnums: [] }

/** Names of the migrations of this code, in order. */
export const knownMigrations = (): string[] =>
  existsSync(migrationsFolder)
    ? readdirSync(migrationsFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []

function migrationList(which: (name: string) => boolean = () => true) {
  return {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: knownMigrations()
      .filter(which)
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8') },
        },
      })),
  }
}

/**
 * Applies migrations that the database has not seen, recorded as `prisma migrate deploy` does.
 * @param which those of them that are meant; all without it
 */
export const applyMigrations = (url: string, which?: (name: string) => boolean): Promise<string[]> =>
  withSchemaEngine(
    url,
    async (engine) => (await engine.applyMigrations({ migrationsList: migrationList(which), filters })).appliedMigrationNames,
  )

/** Applies all migrations that the database has not seen, and then the functions and views of the schema that has become of it. */
export async function migrate(url: string): Promise<string[]> {
  const applied = await applyMigrations(url)
  await applyFunctions(url)
  return applied
}

/** The SQL that leads from the database's present structure to the schema; null when nothing differs. */
export async function schemaDifference(url: string): Promise<string | null> {
  const empty = migrationList().migrationDirectories.length === 0
  const input = {
    from: empty ? { tag: 'empty' } : { tag: 'schemaDatasource', files: schemaFiles(), configDir: root },
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters,
  }
  const { stdout } = await withSchemaEngine(url, (engine) => engine.diff(input))
  return !stdout || stdout.includes('This is an empty migration') ? null : stdout
}

/**
 * Writes what `schemaDifference` finds into a new migration folder.
 * @returns the file, or null when nothing differs
 */
export async function diffMigration(url: string, name: string, now: Date): Promise<string | null> {
  const sql = await schemaDifference(url)
  if (!sql) return null
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(migrationsFolder, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  return path.relative(root, path.join(folder, 'migration.sql'))
}
