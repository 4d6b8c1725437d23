// npm test: installs if needed, then every check; the last line counts them all. `npm test unit` runs one stage.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkNode, ensureInstalled, root } from './setup/install.js'

checkNode()
process.chdir(root)
await ensureInstalled('everything')
const { register } = await import('tsx/esm/api')
register()
const { ensureClient } = await import('./setup/prisma.ts')
ensureClient()
const reports = mkdtempSync(path.join(tmpdir(), 'stoa-reports-'))
const bin = (name) => path.join('node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** Stages in order; those with a report count their tests, the others count as one. */
const stages = [
  { name: 'route types', command: [process.execPath, 'node_modules/next/dist/bin/next', 'typegen'] },
  { name: 'types', command: [bin('tsc'), '--noEmit'] },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'import rules',
    command: [
      bin('depcruise'),
      'api',
      'app',
      'components',
      'lib',
      'prisma/demo',
      'scripts',
      'bench',
      'server.ts',
      'worker.ts',
      'live-side.ts',
    ],
  },
  { name: 'unused code', command: [bin('knip')] },
  {
    name: 'unit',
    command: [bin('vitest'), 'run', '--project', 'unit', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`],
    report: 'unit.json',
  },
  {
    name: 'integration',
    command: [
      bin('vitest'),
      'run',
      '--project',
      'integration',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/integration.json`,
    ],
    report: 'integration.json',
  },
  {
    name: 'browser',
    command: [bin('playwright'), 'test'],
    report: 'browser.json',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'browser.json') },
  },
]

function run(stage) {
  return new Promise((resolve) => {
    const started = performance.now()
    process.stdout.write(`\n── ${stage.name}\n`)
    const child = spawn(stage.command[0], stage.command.slice(1), {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...stage.env },
      shell: process.platform === 'win32',
    })
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      process.stdout.write(`── ${stage.name}: ${code === 0 ? 'ok' : `failed (${code})`} in ${seconds} s\n`)
      resolve(count(stage, code === 0))
    })
  })
}

/** What a stage's report says; a stage that fell over without one counts as one failure. */
function count(stage, ok) {
  const file = stage.report && path.join(reports, stage.report)
  if (!file || !existsSync(file)) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  if (report.stats)
    return {
      passed: report.stats.expected,
      failed: Math.max(report.stats.unexpected + report.stats.flaky, ok ? 0 : 1),
      skipped: report.stats.skipped,
    }
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, ok ? 0 : 1), skipped: report.numPendingTests }
}

const asked = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }
for (const stage of stages.filter((each) => asked.length === 0 || asked.includes(each.name))) {
  const result = await run(stage)
  for (const key of Object.keys(total)) total[key] += result[key]
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`)
process.exitCode = total.failed > 0 ? 1 : 0
