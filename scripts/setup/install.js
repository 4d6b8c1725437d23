// Runs before anything is installed: no dependencies, plain JavaScript.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { tellingOf } from './progress.js'
import { trim } from './trim.js'

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

/**
 * Installs what the lock file names, unless that was done already.
 * @param {'running' | 'everything'} what `running`: what a server needs, without tests and checks and without the files that
 *   nothing loads; `everything`: as npm leaves it, for work on Stoa. Whoever has everything can run, too.
 */
export async function ensureInstalled(what) {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.stoa-lock')
  const found = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (found === lock || (what === 'running' && found === `${lock} running`)) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(what === 'running' ? ['--omit=dev'] : [])]
  const install = () => new Promise((resolve) => spawn(npm, words, options).on('close', resolve).on('error', resolve))
  const code = await tellingOf({ doing: 'installing packages, a minute or two, this once', done: 'packages installed' }, install)
  if (code !== 0) fail('npm ci failed; the lines above say why. Check the connection to the npm registry and start again.')
  if (what === 'running') trim(path.join(root, 'node_modules'))
  writeFileSync(stamp, what === 'running' ? `${lock} running` : lock)
}
