import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orderStates } from '@/lib/purchasing/orders/states'
import { rejections } from '@/lib/sourcing/auction/rules/state'
import composed from '@/messages/en'
import composedZh from '@/messages/zh'

type Tree = { [key: string]: string | Tree }
const folder = (locale: string) => new URL(`../messages/${locale}/`, import.meta.url)
const parts = (locale: string) =>
  readdirSync(folder(locale)).map((file) => JSON.parse(readFileSync(new URL(file, folder(locale)), 'utf8')) as Tree)
const read = (locale: string): Tree => Object.assign({}, ...parts(locale))
const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const [en, zh] = [new Map(flat(read('en'))), new Map(flat(read('zh')))]
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\s*(\w+)/g)].map((match) => match[1]))].filter((name) => !/^\d+$/.test(name ?? '')).sort()

test('both languages have the same messages', () => {
  expect([...zh.keys()].sort()).toEqual([...en.keys()].sort())
})

test('every file is part of its language, and no two have words of one name', () => {
  for (const [locale, whole] of [
    ['en', composed],
    ['zh', composedZh],
  ] as const) {
    const names = parts(locale).flatMap((part) => Object.keys(part))
    expect(Object.keys(whole).sort()).toEqual(names.sort())
  }
})

test('no message of one language is empty or asks for a value that the other does not have', () => {
  for (const [key, text] of zh) {
    expect(text.length, key).toBeGreaterThan(0)
    for (const name of placeholders(text)) expect(placeholders(en.get(key) ?? ''), key).toContain(name)
  }
})

test('every code that reaches a screen has its words', () => {
  for (const code of [...rejections.filter((code) => !['NOT_ALLOWED', 'NOT_PAUSED', 'NO_SUCH_BID'].includes(code)), 'TERMS_NOT_ACCEPTED'])
    expect(en.has(`room.rejection.${code}`), code).toBe(true)
  for (const state of orderStates) expect(en.has(`orders.state.${state}`), state).toBe(true)
})
