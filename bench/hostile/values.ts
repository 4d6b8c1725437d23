import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { root } from '@/scripts/setup/install.js'

/** A sequence of numbers from 0 to 1 that is the same in every run. Source: mulberry32. */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number
const pick = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T

/** What no form sends: too long, of another type, on an edge, or meant for somebody who pastes text into a language. */
const LEAVES: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '💥'.repeat(2000),
  'x'.repeat(100_000),
  'a'.repeat(40),
  '\' or 1=1; drop table "user"; --',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '$'.concat('{jndi:ldap://x}'),
  '=cmd|calc!A1',
  'NaN',
  '-0',
  '1e400',
  '0x10',
  '９９',
  '1,000.00',
  '99999999999999999999999999.999999999999',
  '-1',
  '0.0000000000000001',
  '2026-02-30',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00T00:00:00Z',
  '2026-11-28T10:00:00Z',
  '01890000-0000-7000-8000-000000000000',
  '01890000-0000-7000-8000-00000000000g',
  'constructor',
  '__proto__',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  [],
  {},
]

function deep(levels: number): unknown {
  let nested: unknown = 1
  for (let level = 0; level < levels; level++) nested = level % 2 ? [nested] : { a: nested }
  return nested
}

type Json = { [key: string]: unknown }

/**
 * A value that looks like what a schema asks for and is wrong somewhere, or right by chance.
 * @param schema JSON Schema
 */
export function hostileFor(schema: unknown, random: Random, depth = 0): unknown {
  const wanted = (schema ?? {}) as Json
  const chance = random()
  if (chance < 0.12 || depth > 6) return pick(random, LEAVES)
  if (chance < 0.13) return deep(200)
  if (chance < 0.14) return Array.from({ length: 5000 }, () => pick(random, LEAVES.slice(0, 6)))
  const choices = (wanted.anyOf ?? wanted.oneOf) as unknown[] | undefined
  if (choices) return hostileFor(pick(random, choices), random, depth)
  if (wanted.const !== undefined) return wanted.const
  if (wanted.enum) return pick(random, wanted.enum as unknown[])
  if (wanted.allOf) return Object.assign({}, ...(wanted.allOf as unknown[]).map((part) => hostileFor(part, random, depth + 1)))
  switch (wanted.type) {
    case 'object': {
      const properties = Object.entries((wanted.properties ?? {}) as Json)
      const kept = properties.filter(() => random() < 0.92).map(([name, part]) => [name, hostileFor(part, random, depth + 1)])
      return Object.fromEntries(random() < 0.05 ? [...kept, ['__proto__', { admin: true }], ['extra', 'x'.repeat(1000)]] : kept)
    }
    case 'array':
      return Array.from({ length: Math.floor(random() * 4) }, () => hostileFor(wanted.items, random, depth + 1))
    case 'boolean':
      return random() < 0.5
    case 'integer':
    case 'number':
      return pick(random, [0, 1, -1, 0.1, 1e21, 2 ** 31, wanted.maximum ?? 7, wanted.minimum ?? 7])
    default:
      if (wanted.format === 'uuid') return random() < 0.7 ? '01890000-0000-7000-8000-000000000000' : pick(random, LEAVES)
      if (wanted.format === 'email') return random() < 0.7 ? 'somebody@example.test' : pick(random, LEAVES)
      return random() < 0.4
        ? pick(random, ['M8 bolt', '10', 'EUR', 'DE', 'C62', '2027-01-01T00:00:00Z', '2027-01-01'])
        : pick(random, LEAVES)
  }
}

const foldersBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && entry.name !== 'generated'
      ? [path.join(folder, entry.name), ...foldersBelow(path.join(folder, entry.name))]
      : [],
  )

/** Every schema of an input that the domains export, by its name, as JSON Schema. */
export async function inputSchemas(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const folder of foldersBelow(path.join(root, 'lib'))) {
    const file = path.join(folder, 'schemas.ts')
    if (!existsSync(file)) continue
    for (const [name, schema] of Object.entries((await import(file)) as Record<string, unknown>))
      if (schema instanceof z.ZodType) found.set(name, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  }
  return found
}

/** The bytes with some of them changed, taken out, or said twice. */
export function spoiled(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  const at = () => Math.floor(random() * copy.length)
  for (let turn = 0; turn <= random() * 20; turn++) copy[at()] = Math.floor(random() * 256)
  const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number]
  if (random() < 0.3) return copy.subarray(0, from)
  if (random() < 0.3) return Buffer.concat([copy.subarray(0, to), copy.subarray(from)])
  return copy
}
