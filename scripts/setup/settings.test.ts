import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { settle } from './settings'

const folder = mkdtempSync(path.join(tmpdir(), 'stoa-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
// What is settled is written into the environment: each test begins with the one from before.
beforeEach(() => {
  for (const name of [
    'NODE_ENV',
    'DATABASE_URL',
    'STOA_DEMO',
    'PUBLIC_URL',
    'NEXTAUTH_SECRET',
    'NEXTAUTH_SECRET_FILE',
    'NEXTAUTH_URL',
    'LOG_LEVEL',
  ])
    vi.stubEnv(name, undefined)
  vi.stubEnv('STOA_DATA', folder)
})
afterEach(() => vi.unstubAllEnvs())

const DATABASE_URL = 'postgres://somewhere/stoa'
const production = {
  NODE_ENV: 'production',
  DATABASE_URL,
  NEXTAUTH_SECRET: 'vN3!kd8Qz0pLw7Rt5Yb2Hc9Mx4Fg6Js1',
  PUBLIC_URL: 'https://stoa.example',
}

function settled(given: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value)
  settle('start')
  return process.env.STOA_DEMO
}

test.each([
  ['the embedded database', {}, '1'],
  ['the embedded database, without', { STOA_DEMO: '0' }, '0'],
  ['another database', { DATABASE_URL }, '0'],
  ['another database, on request', { DATABASE_URL, STOA_DEMO: '1' }, '1'],
  ['production, whatever is asked', { ...production, STOA_DEMO: '1' }, '0'],
])('is the demo loaded into %s?', (_, given, demo) => {
  expect(settled(given)).toBe(demo)
})

test('a secret may stand in a file of its own, once', () => {
  const file = path.join(folder, 'secret')
  writeFileSync(file, `${production.NEXTAUTH_SECRET}\n`)
  settled({ ...production, NEXTAUTH_SECRET: undefined, NEXTAUTH_SECRET_FILE: file })
  expect(process.env.NEXTAUTH_SECRET).toBe(production.NEXTAUTH_SECRET)
  expect(() => settled({ ...production, NEXTAUTH_SECRET_FILE: file })).toThrow('both set')
  expect(() => settled({ ...production, NEXTAUTH_SECRET: undefined, NEXTAUTH_SECRET_FILE: `${file}-none` })).toThrow('cannot be read')
})

describe('production starts only with an address that keeps the session’s cookie from being read', () => {
  test.each([undefined, '', 'stoa.example', 'http://stoa.example', 'ftp://stoa.example'])('%s is refused', (PUBLIC_URL) => {
    expect(() => settled({ ...production, PUBLIC_URL })).toThrow('PUBLIC_URL')
  })
  test.each(['https://stoa.example', 'http://localhost:3000'])('%s is taken', (PUBLIC_URL) => {
    expect(settled({ ...production, PUBLIC_URL })).toBe('0')
  })
})
