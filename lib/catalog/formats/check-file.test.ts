import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCatalogFile } from './check-file'
import type { CatalogChoice } from './schemas'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoa-check-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function check(content: string, choice: CatalogChoice = {}) {
  const file = path.join(folder, String(files++))
  await writeFile(file, content)
  return checkCatalogFile(file, choice, { currency: 'EUR', timeZone: 'UTC' })
}

test('a column that is missing is named; a description stands in for a name', async () => {
  expect(await check('Part;Description\nA;Bolt\n')).toMatchObject({
    columns: { Part: 'supplierPartNumber', Description: 'name' },
    lines: 1,
    accepted: 0,
    rejected: 1,
    problems: [{ severity: 'error', line: 1, field: 'price', code: 'column_missing' }],
  })
})

describe('the header', () => {
  test('is found below a title and terms, whatever stands above', async () => {
    const checked = await check(
      'Price list 2027;;\nvalid from May, all prices net;;\nContact;Jana;+420 123\n\nPart;Name;Price\nA;Bolt;1,50\n',
    )
    expect(checked).toMatchObject({ headerRow: 5, accepted: 1, rejected: 0, rows: [{ line: 6, price: '1.5' }] })
  })

  test('can be chosen, and has to stand there', async () => {
    const file = 'Part;Name;Price\nold;old;1\nSKU;Title;Cost\nA;Bolt;2\n'
    expect(await check(file, { headerRow: 3 })).toMatchObject({ headerRow: 3, lines: 1, columns: { SKU: 'supplierPartNumber' } })
    await expect(check(file, { headerRow: 9 })).rejects.toMatchObject({ options: { detail: 'no_header_there' } })
  })

  test('of two rows gives one name for each column; a row of data is not taken for half of it', async () => {
    const prices = await check('Part;Name;Price;;Unit\n;;1;100;\nA;Bolt;1,50;1,20;pcs\n')
    expect(prices.columns).toEqual({
      Part: 'supplierPartNumber',
      Name: 'name',
      'Price 1': 'break:1',
      'Price 100': 'break:100',
      Unit: 'unit',
    })
    expect(prices).toMatchObject({ headerRows: 2, accepted: 1 })
    expect(await check('Part;Name;Price\n;;(EUR)\nA;Bolt;1,50\n')).toMatchObject({ headerRows: 2, columns: { 'Price (EUR)': 'price' } })
    expect(await check('Part;Name;Price;\n;Nut;on request;x\nA;Bolt;1,50;\n')).toMatchObject({ headerRows: 1, accepted: 1, rejected: 1 })
    expect(await check('Part;Name;Price\n;;2,50\nA;Bolt;1,50\n')).toMatchObject({ headerRows: 1, accepted: 1, rejected: 1 })
  })
})

test('the number format and the order of dates can be chosen where nothing tells', async () => {
  const file = 'Part;Name;Price;Valid to\nA;Bolt;1.250;1/2/2027\n'
  expect((await check(file)).problems.map(({ field, code }) => [field, code])).toEqual([
    ['price', 'ambiguous_number'],
    ['validTo', 'ambiguous_date'],
  ])
  expect((await check(file, { numbers: 'comma', dates: 'day' })).rows).toMatchObject([
    { price: '1250', validTo: '2027-02-01T23:59:59.999Z' },
  ])
  expect((await check(file, { numbers: 'comma' })).numbers, 'of columns of numbers alone').toEqual({ Price: ',' })
  expect((await check(file, { numbers: 'point', dates: 'month' })).rows).toMatchObject([
    { price: '1.25', validTo: '2027-01-02T23:59:59.999Z' },
  ])
})

test('a whole price list reads back the same, whatever separator, number format, line ends and title it is written with', {
  timeout: 60_000,
}, async () => {
  const line = fc.record({
    name: fc.constantFrom('Bolt, "M8"', 'Šroub žárově zinkovaný', 'Größe; 40 mm', '5" pipe'),
    cents: fc.integer({ min: 1, max: 99_999_999 }),
    stock: fc.integer({ min: 0, max: 99_999 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom(',' as const, '.' as const),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 0, max: 3 }),
      async (lines, delimiter, mark, grouped, record_delimiter, titles) => {
        const other = mark === ',' ? '.' : ','
        const write = (value: number) => {
          const [whole = '', decimals = ''] = value.toFixed(2).split('.')
          return `${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, other) : whole}${mark}${decimals}`
        }
        const table = [
          ...Array.from({ length: titles }, (_, index) => [`Price list ${index}`, '', '', '']),
          ['Part', 'Name', 'Price', 'Stock'],
          ...lines.map(({ name, cents, stock }, index) => [`P-${index}`, name, write(cents / 100), String(stock)]),
        ]
        const checked = await check(stringify(table, { delimiter, record_delimiter }))
        expect(checked.problems).toEqual([])
        expect(checked.rows.map((row) => [row.supplierPartNumber, row.name, Number(row.price), Number(row.stock)])).toEqual(
          lines.map(({ name, cents, stock }, index) => [`P-${index}`, name, cents / 100, stock]),
        )
      },
    ),
    { numRuns: 100 },
  )
})
