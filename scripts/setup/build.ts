import { spawnSync } from 'node:child_process'
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

/** Builds the pages if a source changed since the last build. Returns whether it had to. */
export function ensureBuilt(): boolean {
  const stamp = path.join(root, '.next', 'stoa-sources')
  const hash = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const done = spawnSync(process.execPath, [next, 'build'], { cwd: root, env, encoding: 'utf8' })
  if (done.status !== 0) throw new StartError(`The build failed:\n${done.stdout}\n${done.stderr}`)
  writeFileSync(stamp, hash)
  return true
}
