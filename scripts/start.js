// npm start, npm run dev, npm run worker: installs if needed, prepares in a process of its own, then serves in this one.
import { spawn } from 'node:child_process'
import { checkNode, ensureInstalled, root } from './setup/install.js'

const mode = process.argv.includes('--dev') ? 'dev' : process.argv.includes('--worker') ? 'worker' : 'start'
checkNode()
process.chdir(root)
await ensureInstalled(mode === 'dev' ? 'everything' : 'running')
await prepare()
if (mode === 'dev') {
  const { register } = await import('tsx/esm/api')
  register()
  const { serve } = await import('./serve.ts')
  await serve(mode)
} else {
  // As one file that `prepare` made of the server's sources: a third of the memory that it takes to read them one by one.
  const { serve } = await import('../.next/serve/serve.js')
  await serve(mode)
}

/** Runs the preparation; a signal is left to it, and when it fails, which it has said, this process ends as well. */
async function prepare() {
  const child = spawn(process.execPath, ['scripts/run.js', 'scripts/prepare.ts', mode], { stdio: 'inherit' })
  const wait = () => undefined
  const pass = () => child.kill('SIGTERM')
  process.on('SIGINT', wait).on('SIGTERM', pass)
  const code = await new Promise((resolve) => child.on('close', resolve))
  process.off('SIGINT', wait).off('SIGTERM', pass)
  if (code !== 0) process.exit(code ?? 1)
}
