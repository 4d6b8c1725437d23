import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Licences under which a server may be run and passed on with Stoa, by their SPDX names. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'Zlib',
  'CC0-1.0',
])

/** What has another licence, and why it may be there. */
const exceptions: Record<string, string> = {
  'LGPL-3.0-or-later': 'libvips below sharp: a library of its own that is linked as it comes and can be replaced',
  'OFL-1.1': 'fonts, which may be passed on with a program',
  'EPL-2.0': 'elkjs lays out graphs: unchanged, a package of its own',
  'CC-BY-4.0': 'caniuse-lite is data',
  'Python-2.0': 'argparse: permissive, of the kind of BSD',
  'MIT/X11': 'MIT by another name',
}

/** Packages whose entry in the lock file names no licence, with what they themselves say; by the beginning of their names. */
const unnamed: Record<string, string> = {
  '@next/swc-': 'MIT, as next',
  '@swc/core-': 'Apache-2.0, as @swc/core',
  'png-js': 'MIT, in its LICENSE',
  'seq-queue': 'MIT, in its LICENSE',
  'xmlhttprequest-ssl': 'MIT, in its LICENSE',
  buffers: 'says nothing; it comes with the part of exceljs that reads, which is never called',
}

interface Locked {
  dev?: boolean
  license?: string
}

test('every package that a server installs has a licence that is allowed, or a reason', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
  const questions = Object.entries(packages).flatMap(([place, { dev, license }]) => {
    const name = place.replace(/^.*node_modules\//, '')
    if (!place || dev || (!license && Object.keys(unnamed).some((start) => name.startsWith(start)))) return []
    const terms = (license ?? 'none').replace(/[()]/g, '').split(/ and | or /i)
    const choice = / or /i.test(license ?? '')
    const fine = (term: string) => allowed.has(term) || term in exceptions
    return (choice ? terms.some(fine) : terms.every(fine)) ? [] : [`${name}: ${license ?? 'none'}`]
  })
  expect(questions).toEqual([])
})
