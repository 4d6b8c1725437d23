import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TextEncoding } from './encodings'
import { SMALL_TABLE } from './reading-limits'
import { openTable } from './table-file'
import type { TableRow } from './table-format'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoa-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function read(content: string | Buffer, choice: { encoding?: TextEncoding } = {}) {
  const file = path.join(folder, String(files++))
  await writeFile(file, content)
  const table = await openTable(file, choice, SMALL_TABLE)
  const rows: TableRow[] = []
  for await (const row of table.rows()) rows.push(row)
  return { encoding: table.encoding, rows, cells: rows.map(({ cells }) => cells) }
}

/** Goods as suppliers of a language describe them, in what their programs write. */
const texts: [TextEncoding, string][] = [
  ['windows-1250', 'Šroub šestihranný, česká norma ČSN, žárově zinkovaný;Příruba těsnicí'],
  ['iso-8859-2', 'Šroub šestihranný, česká norma, žárově zinkovaný;Řezná kapalina pro těžké obrábění'],
  ['cp852', 'gumové těsnění příruby;žárově zinkovaný šroub'],
  ['windows-1250', 'Śruba sześciokątna ocynkowana, łeb płaski;Nakrętka żółta'],
  ['windows-1252', 'Schlüsselschraube verzinkt für Außen;Größe M8'],
  ['windows-1252', 'Vis à tête hexagonale zinguée;pièce détachée'],
  ['windows-1252', 'Pipe ½" × 40, 90° elbow ±5;£1.50'],
  ['windows-1252', 'Bolt Ø 12 mm;5 µm filter®'],
  ['windows-1251', 'Болт с шестигранной головкой;оцинкованный'],
  ['koi8-r', 'Болт с шестигранной головкой;оцинкованный'],
  ['cp866', 'Болт с шестигранной головкой;оцинкованный'],
  ['windows-1253', 'Βίδα εξαγωνική γαλβανισμένη;μεγάλη'],
  ['windows-1254', 'Altıgen başlı civata;çinko kaplı şeffaf ışık'],
  ['gb18030', '不锈钢内六角圆柱头螺栓;表面镀锌处理'],
  ['gb18030', '货号;品名'],
  ['big5', '不鏽鋼內六角螺栓;防護手套'],
  ['shift_jis', 'ステンレス六角ボルト;保護手袋のセット'],
  ['euc-jp', 'ステンレス六角ボルト;保護手袋のセット'],
  ['euc-kr', '스테인리스 육각 볼트;장갑'],
  ['utf-8', 'Žluťoučký kůň;不锈钢 🔩'],
  ['utf-16le', 'Šroub;不锈钢 M8'],
  ['utf-16be', 'Šroub;不锈钢 M8'],
]

describe('the encoding', () => {
  test.each(texts)('%s is told by its letters: %s', async (encoding, line) => {
    const text = `Part;Name;Price\nA-1;${line.replace(';', ' ')};12,50\nA-2;${line};3,20\n`
    const { encoding: found, rows } = await read(iconv.encode(text, encoding))
    expect(found).toBe(encoding)
    expect(rows[1]?.cells).toEqual(['A-1', line.replace(';', ' '), '12,50'])
  })

  test('is told by letters that come late', async () => {
    const plain = Array.from({ length: 5000 }, (_, index) => `A-${index},Hex bolt M8,1.50\n`).join('')
    expect(plain.length).toBeGreaterThan(64 * 1024)
    const { encoding, cells } = await read(iconv.encode(`${plain}B-1,不锈钢螺栓,2.50\n`, 'gb18030'))
    expect(encoding).toBe('gb18030')
    expect(cells.at(-1)).toEqual(['B-1', '不锈钢螺栓', '2.50'])
  })

  test('of UTF-8 with one broken character stays UTF-8, and the character is marked', async () => {
    const content = Buffer.concat([Buffer.from(`${'Šroub žárově zinkovaný;1\n'.repeat(20)}x`), Buffer.from([0xe8]), Buffer.from(';1\n')])
    const { encoding, cells } = await read(content)
    expect([encoding, cells.at(-1)]).toEqual(['utf-8', ['x\ufffd', '1']])
  })

  test('can be chosen', async () => {
    const { cells } = await read(iconv.encode('a;Řez\n', 'windows-1250'), { encoding: 'windows-1250' })
    expect(cells).toEqual([['a', 'Řez']])
  })
})

describe('the separator', () => {
  test.each([
    ['said in the first line', 'sep=;\r\na,b;c\r\n1,5;2\r\n', [2, 'a,b', 'c'], [3, '1,5', '2']],
    [
      'what splits all lines into equally many',
      'Part;Name;"Price, net, EUR, each"\nHC-1;Comma;4,50\n',
      [1, 'Part', 'Name', 'Price, net, EUR, each'],
      [2, 'HC-1', 'Comma', '4,50'],
    ],
    ['a tab', 'a\tb\n1,0\t2;3\n', [1, 'a', 'b'], [2, '1,0', '2;3']],
    ['a bar', 'a|b,c\n1|2\n', [1, 'a', 'b,c'], [2, '1', '2']],
    [
      'left of a title',
      'Price list 2027, valid from May\n\nPart;Name;Price\nA;Bolt, zinc;1,50\nB;Nut, zinc;2,50\n',
      [1, 'Price list 2027, valid from May'],
      [3, 'Part', 'Name', 'Price'],
    ],
    ['kept out of quotes, with line ends in a cell', 'a,b\n"x\ny","1,5"\n5" pipe,2\n', [1, 'a', 'b'], [2, 'x\ny', '1,5']],
    ['the same with the line ends of old Macs', 'a;b\r1;2\r', [1, 'a', 'b'], [2, '1', '2']],
  ])('is %s', async (_name, content, ...expected) => {
    const { rows } = await read(content)
    expect(rows.slice(0, 2).map(({ line, cells }) => [line, ...cells])).toEqual(expected)
  })
})

test('empty rows count as the spreadsheet counts them', async () => {
  const { rows } = await read('Part,Name\n\nA,Bolt\n,\n   \nB,Nut\n')
  expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'Part'],
    [3, 'A'],
    [6, 'B'],
  ])
})

test.each([
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'not_a_table'],
  ['a quote that never ends', Buffer.from(`a,b\n"${'x'.repeat(1_100_000)}`), 'broken_csv'],
])('%s is refused', async (_name, content, detail) => {
  await expect(read(content)).rejects.toMatchObject({ code: 'file_refused', options: { detail } })
})

test('any table reads back the same, whatever separator, encoding and line ends it is written with', { timeout: 60_000 }, async () => {
  const words = ['Šroub žárově zinkovaný', 'bolt, "M8" × 40', '不锈钢螺栓', 'a;b|c', '12,50', '1.355,90', 'x\ny', 'Größe', '00042', '']
  const cell = fc.oneof(
    fc.constantFrom(...words),
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\p{C}\ufffe\uffff\ufffd]/gu, '')),
  )
  const row = fc.tuple(
    fc.integer({ min: 1, max: 9999 }).map((number) => `P-${number}`),
    cell,
    cell,
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (rows, delimiter, encoding, record_delimiter, quoted) => {
        const table = [['Part', 'Name', 'Price'], ...rows]
        const text = stringify(table, { delimiter, record_delimiter, quoted, quoted_match: /\n/ })
        // Short text in GB18030 can be that of other languages; who knows better says so.
        const choice = encoding === 'gb18030' ? { encoding: encoding as TextEncoding } : {}
        const { cells } = await read(iconv.encode(text, encoding, { addBOM: encoding !== 'gb18030' }), choice)
        expect(cells).toEqual(table)
      },
    ),
    { numRuns: 100 },
  )
})
