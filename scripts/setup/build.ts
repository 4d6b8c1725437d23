import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { root } from './install.js'
import { StartError } from './steps'

/** What pages are built from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'proxy.ts',
  'next.config.js',
  'postcss.config.js',
  'package-lock.json',
  'tsconfig.json',
]

/** Bytes that a build may print. */
const OUTPUT = 64 * 1024 * 1024

function* filesBelow(place: string): Generator<string> {
  if (!existsSync(place)) return
  if (!statSync(place).isDirectory()) return yield place
  for (const entry of readdirSync(place).sort()) if (entry !== 'generated') yield* filesBelow(path.join(place, entry))
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES)
    for (const file of filesBelow(path.join(root, source)))
      if (!file.endsWith('.test.ts')) hash.update(path.relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds the pages if a source changed since the last build. @throws StartError with what the build said */
export async function ensureBuilt(): Promise<void> {
  const stamp = path.join(root, '.next', 'stoa-sources')
  const hash = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, [next, 'build'], { cwd: root, env, maxBuffer: OUTPUT }, (error, stdout, stderr) =>
      error ? reject(new StartError(`The build failed:\n${stdout}\n${stderr}`)) : resolve(),
    )
  })
  writeFileSync(stamp, hash)
}

/** What runs beside the pages: the server with everything that it answers itself, and the threads that it starts. */
const BUNDLED = {
  serve: 'scripts/serve.ts',
  'solver-thread': 'lib/sourcing/allocation/internal/solver-thread.js',
  'table-thread': 'lib/platform/files/table-thread.ts',
}

/** Its plugins are named without an ending, which Node does not find by itself. */
const TAKEN_IN = 'dayjs'

/**
 * Joins the server's own sources to few files; packages stay where they are. Read one by one through a loader that compiles
 * them, they would take 200 MB more, and a while.
 */
export async function ensureBundled(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  const names = Object.keys(dependencies).filter((name) => name !== TAKEN_IN)
  await build({
    entryPoints: BUNDLED,
    outdir: '.next/serve',
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    external: names.flatMap((name) => [name, `${name}/*`]),
    // Of two fields that name a package's entry, what Node itself would take.
    mainFields: ['main'],
    logLevel: 'error',
  })
  // What Next builds beside it is of the older kind and says so for its whole folder.
  writeFileSync(path.join(root, '.next', 'serve', 'package.json'), '{ "type": "module" }\n')
}
