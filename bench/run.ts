import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '@/scripts/setup/install.js'
import { startPostgres } from '@/scripts/setup/postgres'
import { ensureClient, migrate } from '@/scripts/setup/prisma'

/** npm run bench -- [group …]: every group in a process and on a durable database of its own. */
const groups = ['auction', 'catalog', 'duplicates', 'prices', 'search', 'page', 'ordering', 'split', 'hostile']
const asked = process.argv.slice(2)
const unknown = asked.filter((group) => !groups.includes(group))
if (unknown.length > 0) {
  process.stderr.write(`There is no group ${unknown.join(', ')}; there are ${groups.join(', ')}.\n`)
  process.exit(2)
}
ensureClient()
for (const group of asked.length > 0 ? asked : groups) {
  const folder = mkdtempSync(path.join(tmpdir(), `stoa-bench-${group}-`))
  const server = await startPostgres(path.join(folder, 'postgres'), { own: true, settings: ['shared_buffers=256MB'] })
  try {
    await migrate(server.url)
    const code = await run(group, { DATABASE_URL: server.url, STOA_DATA: folder })
    if (code !== 0) process.exitCode = 1
  } finally {
    await server.stop()
    for (const used of [server.folder, folder]) rmSync(used, { recursive: true, force: true })
  }
}

/** The settings of the runtime that `npm start` has. */
function serverFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

function run(group: string, settings: Record<string, string>): Promise<number> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...settings,
    LOG_LEVEL: 'error',
    NEXTAUTH_SECRET: 'a secret for benchmarks, which sign nobody in',
    NODE_ENV: 'production',
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...serverFlags(), 'scripts/run.js', `bench/${group}.ts`], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}
