import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { trim } from './trim.js'

test('what a server never loads goes from a fresh node_modules, and nothing else', () => {
  const modules = mkdtempSync(path.join(tmpdir(), 'stoa-trim-'))
  const files = {
    '@expo-google-fonts/noto-sans-sc/400Regular/font.ttf': true,
    '@expo-google-fonts/noto-sans-sc/700Bold/font.ttf': true,
    '@expo-google-fonts/noto-sans-sc/900Black/font.ttf': false,
    '@expo-google-fonts/noto-sans-sc/package.json': true,
    '@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs': true,
    '@prisma/client/runtime/query_compiler_fast_bg.sqlserver.mjs': false,
    '@tabler/icons/icons/x.svg': false,
    '@tabler/icons/package.json': true,
    '@tabler/icons-react/dist/esm/icons/IconX.mjs': true,
    'next/dist/server/next.js': true,
    'next/dist/server/next.js.map': false,
    'a-map/road.map': true,
  }
  for (const file of Object.keys(files)) {
    mkdirSync(path.join(modules, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(modules, file), '')
  }
  trim(modules)
  expect(Object.fromEntries(Object.keys(files).map((file) => [file, existsSync(path.join(modules, file))]))).toEqual(files)
  rmSync(modules, { recursive: true })
})
