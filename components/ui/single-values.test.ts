import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { singleValues } from './single-values'

test('of a name that stands twice the last value counts, unless the page takes several', () => {
  const query = { search: ['a', 'b'] as unknown as string, state: ['open', 'closed'], after: undefined }
  expect(singleValues(query, 'state')).toEqual({ search: 'b', state: ['open', 'closed'], after: undefined })
})

test('every page reads its address so, or says that it takes lists', () => {
  const folder = new URL('../../app/[locale]/', import.meta.url).pathname
  const pages = readdirSync(decodeURIComponent(folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('page.tsx'))
  const careless = pages.filter((file) => {
    const text = readFileSync(path.join(decodeURIComponent(folder), file), 'utf8')
    const takesLists = /searchParams: Promise<Record<string, string \| string\[\] \| undefined>>/.test(text)
    return !takesLists && text.split('await searchParams').length > text.split('singleValues(await searchParams').length
  })
  expect(pages.length).toBeGreaterThan(50)
  expect(careless).toEqual([])
})
