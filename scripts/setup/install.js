// Runs before anything is installed: no dependencies, plain JavaScript.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { tellingOf } from './progress.js'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Ends the process with one sentence that says what is wrong and what to do. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Node of at least 20.19, as package.json says. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Stoa needs Node.js 20.19 or later; this is ${version}. Install a newer Node.js and start again.`)
}

/** Installs what the lock file names, unless that was done already. */
export async function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.stoa-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
  const install = () =>
    new Promise((resolve) =>
      spawn(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options).on('close', resolve).on('error', resolve),
    )
  const words = { doing: 'installing packages, a minute or two, this once', done: 'packages installed' }
  const code = await tellingOf(words, install)
  if (code !== 0) fail('npm ci failed; the lines above say why. Check the connection to the npm registry and start again.')
  writeFileSync(stamp, lock)
}
