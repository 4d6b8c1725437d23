import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
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
