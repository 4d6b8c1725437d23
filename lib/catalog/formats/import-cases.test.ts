import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CheckedFile, checkCatalogFile } from './check-file'

/** Files in the shapes that broke other systems, made by others; beside the project, not part of it. */
const folder = path.resolve('../shared/data/import-cases')

const check = (file: string) => checkCatalogFile(path.join(folder, file), {}, { currency: 'EUR', timeZone: 'Europe/Prague' })
const rows = ({ rows }: CheckedFile, ...fields: string[]) =>
  rows.map((row) => [row.supplierPartNumber, ...fields.map((field) => row[field])])
const problems = ({ problems }: CheckedFile, severity: 'error' | 'warning' = 'error') =>
  problems.filter((problem) => problem.severity === severity).map(({ line, field, code }) => `${line} ${field} ${code}`)

describe.skipIf(!existsSync(folder))('the import cases', () => {
  test.each([
    [
      '01-thousands-point.csv',
      [
        ['TP-1', '1355.9'],
        ['TP-2', '1250'],
        ['TP-3', '12.5'],
      ],
    ],
    [
      '02-three-decimals.csv',
      [
        ['TD-1', '0.125'],
        ['TD-2', '0.25'],
        ['TD-3', '1234.5'],
      ],
    ],
    ['08-sep.csv', [['SE-1', '4.5']]],
    ['09-header-commas.csv', [['HC-1', '4.5']]],
    [
      'x01-leading-zeros.xlsx',
      [
        ['00042', '1.5'],
        ['00043', '1.5'],
      ],
    ],
    [
      'x02-floats.xlsx',
      [
        ['FL-1', '0.3'],
        ['FL-2', '19.99'],
        ['FL-3', '3.333333'],
        ['FL-4', '0.00005'],
      ],
    ],
    ['x04-title-row.xlsx', [['TR-1', '1.5']]],
    ['x05-merged-header.xlsx', [['MH-1', '1.5']]],
    ['x06-tab-order.xlsx', [['TO-1', '1.5']]],
    ['x07-hidden-first.xlsx', [['HF-1', '1.5']]],
  ])('%s: prices', async (file, expected) => {
    const checked = await check(file)
    expect(rows(checked, 'price')).toEqual(expected)
    expect(problems(checked)).toEqual([])
  })

  test('03-czech-1250.csv: letters', async () => {
    const checked = await check('03-czech-1250.csv')
    expect(checked.encoding).toBe('windows-1250')
    expect(rows(checked, 'name')).toEqual([
      ['CZ-1', 'Šroub šestihranný, česká norma ČSN, žárově zinkovaný'],
      ['CZ-2', 'Příruba těsnicí ěščřžýáíé'],
    ])
  })

  test.each([
    [
      '10-duplicates.csv',
      ['3 supplierPartNumber duplicate_part', '4 supplierPartNumber duplicate_part', '6 supplierPartNumber duplicate_part'],
      ['5 supplierPartNumber differs_by_case'],
    ],
    ['11-dates.csv', ['5 validTo valid_to_before_from'], ['6 validTo already_over']],
    [
      '12-prices.csv',
      ['2 price price_zero', '3 price negative', '4 price too_large', '5 price number', '6 price too_many_decimals', '7 price scientific'],
      [],
    ],
    ['14-break-100.csv', [], ['2 minimum minimum_from_breaks']],
    ['15-breaks.csv', ['4 breaks break_twice', '5 breaks break_contradicts'], []],
    ['19-gtin.csv', ['3 gtin gtin_cut'], ['4 gtin gtin_zero_added']],
    ['20-blank-lines.csv', ['6 price number'], []],
    ['31-whole-2.csv', ['3 price number'], []],
    [
      'x03-formula-no-value.xlsx',
      ['2 price formula_without_value', '3 minimum formula_without_value', '4 minimum formula_error', '5 price formula_error'],
      [],
    ],
    ['x12-date-part.xlsx', ['2 supplierPartNumber turned_into_date'], []],
    ['x13-sparse.xlsx', ['2 price number', '6 price number'], []],
  ])('%s: what is refused, and what is said', async (file, errors, warnings) => {
    const checked = await check(file)
    expect(problems(checked)).toEqual(errors)
    expect(problems(checked, 'warning')).toEqual(warnings)
    expect(checked.rejected).toBe(new Set(errors.map((error) => error.split(' ')[0])).size)
    expect(checked.accepted + checked.rejected).toBe(checked.lines)
  })

  test('16-units.csv: every unit is known', async () => {
    expect(rows(await check('16-units.csv'), 'unit').map(([, unit]) => unit)).toEqual(
      'C62 C62 C62 C62 C62 C62 MTR HC XPK LTR KGM EA C62 C62 PR XPK'.split(' '),
    )
  })

  test('18-formula.csv: a formula is text', async () => {
    expect((await check('18-formula.csv')).lines).toBe(3)
  })

  test('24-valid-today.csv: a day is a whole one where the supplier is', async () => {
    expect(rows(await check('24-valid-today.csv'), 'validFrom', 'validTo')).toEqual([
      ['VT-1', null, '2026-11-27T22:59:59.999Z'],
      ['VT-2', null, '2026-11-28T22:59:59.999Z'],
      ['VT-3', '2026-11-27T23:00:00.000Z', null],
    ])
  })

  test('x05-merged-header.xlsx: each column has one name', async () => {
    const { columns, headerRow } = await check('x05-merged-header.xlsx')
    expect([headerRow, columns]).toEqual([1, { Part: 'supplierPartNumber', Name: 'name', 'Price 1': 'break:1', 'Price 100': 'break:100' }])
  })

  test('x07-hidden-first.xlsx: the hidden sheet is named', async () => {
    expect(await check('x07-hidden-first.xlsx')).toMatchObject({ sheet: 'Prices', hiddenSheets: ['lookup'] })
  })

  test('x08-inline.xlsx: rich text keeps all its runs', async () => {
    expect(rows(await check('x08-inline.xlsx'), 'name')).toEqual([['IL-1', 'Tarbolt inline']])
  })

  test.each(['x20-chinese-600.xlsx', 'm1-excel-three-sheets-3.xlsx'])('%s: the same each time', { timeout: 60_000 }, async (file) => {
    const first = await check(file)
    expect(first.rejected).toBe(0)
    expect(JSON.stringify(first)).not.toContain('\ufffd')
    for (let times = 0; times < 25; times++) expect(await check(file)).toEqual(first)
  })
})
