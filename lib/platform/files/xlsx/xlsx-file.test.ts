import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { zip } from '@/scripts/testing/zip'
import { SMALL_TABLE } from '../reading-limits'
import { openTable } from '../table-file'
import type { ReadingChoice, TableRow } from '../table-format'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoa-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function read(content: Buffer, choice: ReadingChoice = {}): Promise<TableRow[]> {
  const file = path.join(folder, String(files++))
  await writeFile(file, content)
  const rows: TableRow[] = []
  for await (const row of (await openTable(file, choice, SMALL_TABLE)).rows()) rows.push(row)
  return rows
}
const cells = async (content: Buffer, choice?: ReadingChoice) => (await read(content, choice)).map((row) => row.cells)

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

interface Parts {
  sheets?: { name: string; state?: string; rows: string }[]
  strings?: string
  styles?: string
  workbook?: string
}

/** A workbook by hand, for what no writer at hand writes. The first sheet has the highest number, the strings come last. */
function workbook({ sheets = [], strings, styles, workbook = '' }: Parts): Promise<Buffer> {
  const parts: Record<string, string> = {
    '_rels/.rels': `${XML}<Relationships><Relationship Id="a" Type="${REL}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${REL}">${workbook}<sheets>${sheets
      .map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}" ${state ? `state="${state}"` : ''}/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships>${sheets
      .map((_, index) => `<Relationship Id="s${index}" Type="${REL}/worksheet" Target="worksheets/sheet${sheets.length - index}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="t" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="u" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
  }
  sheets.forEach(({ rows }, index) => {
    parts[`xl/worksheets/sheet${sheets.length - index}.xml`] = `${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`
  })
  if (styles) parts['xl/styles.xml'] = `${XML}<styleSheet ${MAIN}>${styles}</styleSheet>`
  if (strings) parts['xl/sharedStrings.xml'] = `${XML}<sst ${MAIN}>${strings}</sst>`
  return zip(parts)
}

const sheet = (rows: string, others: Parts = {}) => workbook({ sheets: [{ name: 'Prices', rows }], ...others })
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const styled = (...formats: string[]) =>
  `<numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`).join('')}</numFmts>
   <cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join('')}</cellXfs>`

describe('a cell', () => {
  test('with rich text keeps all its runs, without the hints on how to read it aloud', async () => {
    const rows = `<row><c t="inlineStr"><is><r><t>Tarbolt </t></r><r><rPr><b/></rPr><t>inline</t></r></is></c><c t="s"><v>0</v></c></row>`
    const strings = '<si><r><t xml:space="preserve">M8 </t></r><r><t>× 40</t></r><rPh sb="0" eb="1"><t>エム</t></rPh></si>'
    expect(await cells(await sheet(rows, { strings }))).toEqual([['Tarbolt inline', 'M8 × 40']])
  })

  test('shows a number as its format does where that is what people read as a code', async () => {
    const rows = '<row><c s="1"><v>42</v></c><c s="2"><v>123456</v></c><c s="3"><v>1234.5</v></c><c s="4"><v>0.25</v></c></row>'
    expect(await read(await sheet(rows, { styles: styled('00000', '000-000', '#,##0.00', '0%') }))).toEqual([
      {
        line: 1,
        cells: ['00042', '123-456', '1234.5', '0.25'],
        notes: [{ is: 'number', value: '42' }, { is: 'number', value: '123456' }, { is: 'number' }, { is: 'number' }],
      },
    ])
  })

  test('has a number at fifteen digits', async () => {
    const rows =
      '<row><c><v>0.30000000000000004</v></c><c><v>5.0000000000000002E-5</v></c><c><v>1E+20</v></c><c><v>4006381333931</v></c></row>'
    expect(await cells(await sheet(rows))).toEqual([['0.3', '0.00005', '100000000000000000000', '4006381333931']])
  })

  test('says when it is a date, in both ways to count days', async () => {
    const rows = '<row><c s="1"><v>46025</v></c><c s="1"><v>46025.75</v></c><c t="d"><v>2026-01-03</v></c></row>'
    const note = { is: 'date' }
    expect(await read(await sheet(rows, { styles: styled('d-mmm') }))).toEqual([
      { line: 1, cells: ['2026-01-03', '2026-01-03T18:00:00', '2026-01-03'], notes: [note, note, note] },
    ])
    const from1904 = await sheet('<row><c s="1"><v>44563</v></c></row>', {
      styles: styled('d-mmm'),
      workbook: '<workbookPr date1904="1"/>',
    })
    expect(await cells(from1904)).toEqual([['2026-01-03']])
  })

  test('says when its formula failed or has no value', async () => {
    const rows =
      '<row><c t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c><c><f>5*5</f></c><c><f>5*5</f><v>25</v></c><c t="str"><f>""</f><v></v></c></row>'
    expect(await read(await sheet(rows))).toEqual([
      { line: 1, cells: ['#N/A', '', '25', ''], notes: [{ is: 'error' }, { is: 'no_value' }, { is: 'number' }] },
    ])
  })

  test('keeps characters that XML writes otherwise', async () => {
    expect(await cells(await sheet(`<row>${text('A &amp; B &lt; C')}${text('two_x000A_lines')}<c t="b"><v>1</v></c></row>`))).toEqual([
      ['A & B < C', 'two\nlines', 'TRUE'],
    ])
  })
})

describe('a sheet', () => {
  test('has the row numbers that the spreadsheet shows; cells stand where they say, or follow each other', async () => {
    const rows = `<row r="1">${text('a')}</row><row r="4"><c r="C4" t="str"><v>c</v></c></row><row r="5"></row><row r="6">${text('x')}${text('y')}</row>`
    expect((await read(await sheet(rows))).map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a']],
      [4, ['', '', 'c']],
      [6, ['x', 'y']],
    ])
  })

  test('marks hidden rows', async () => {
    expect(await read(await sheet(`<row r="1">${text('a')}</row><row r="2" hidden="1">${text('b')}</row>`))).toMatchObject([
      { line: 1 },
      { line: 2, isHidden: true },
    ])
  })

  const sheets = [
    { name: 'lookup', state: 'hidden', rows: `<row>${text('hidden')}</row>` },
    { name: 'Prices', rows: `<row>${text('first tab')}</row>` },
    { name: 'Notes', rows: `<row>${text('second tab')}</row>` },
  ]

  test('is the first visible one in the order of the tabs, or the one that is chosen', async () => {
    expect(await cells(await workbook({ sheets }))).toEqual([['first tab']])
    expect(await cells(await workbook({ sheets }), { sheet: 'Notes' })).toEqual([['second tab']])
    expect(await cells(await workbook({ sheets }), { sheet: 'lookup' })).toEqual([['hidden']])
    await expect(read(await workbook({ sheets }), { sheet: 'Terms' })).rejects.toMatchObject({ options: { detail: 'no_such_sheet' } })
  })

  test('is named with all others, the hidden ones too', async () => {
    const file = path.join(folder, 'named.xlsx')
    await writeFile(file, await workbook({ sheets }))
    expect(await openTable(file, {}, SMALL_TABLE)).toMatchObject({
      sheet: 'Prices',
      sheets: [
        { name: 'lookup', isHidden: true },
        { name: 'Prices', isHidden: false },
        { name: 'Notes', isHidden: false },
      ],
    })
  })
})

/** Programs that write workbooks, each in its own way: shared or inline strings, in one go or as a stream. */
const writers: Record<string, (rows: (string | number)[][]) => Promise<Buffer>> = {
  async 'exceljs, whole'(rows) {
    const book = new ExcelJS.Workbook()
    for (const name of ['Prices', 'Notes', 'Terms']) book.addWorksheet(name).addRows(name === 'Prices' ? rows : [['other', name]])
    return Buffer.from(await book.xlsx.writeBuffer())
  },
  'exceljs, streamed with shared strings': (rows) => streamed(rows, true),
  'exceljs, streamed with inline strings': (rows) => streamed(rows, false),
  'write-excel-file': async (rows) =>
    (await writeXlsxFile(
      rows.map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String }))),
    ).toBuffer()) as Buffer,
}

async function streamed(rows: (string | number)[][], useSharedStrings: boolean): Promise<Buffer> {
  const stream = new PassThrough()
  const written = buffer(stream)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings })
  for (const name of ['Prices', 'Notes']) {
    const sheet = book.addWorksheet(name)
    for (const row of name === 'Prices' ? rows : [['other', name]]) sheet.addRow(row).commit()
    sheet.commit()
  }
  await book.commit()
  return written
}

describe.each(Object.keys(writers))('what %s writes', (name) => {
  const write = writers[name] as (typeof writers)[string]

  test('reads back the same, whatever the texts and numbers', { timeout: 120_000 }, async () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((value) => value.replace(/[\p{C}\ufffe\uffff]/gu, '').trim() || 'x')
      // write-excel-file loses words that every object of JavaScript has.
      .filter((value) => !(value in {}))
    const value = fc.oneof(
      word,
      fc.integer({ min: 0, max: 10 ** 9 }).map((cents) => cents / 100),
      fc.constantFrom('不锈钢内六角圆柱头螺栓', '00042'),
    )
    const table = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        expect(await cells(await write(rows))).toEqual(rows.map((row) => row.map(String)))
      }),
      { numRuns: 25 },
    )
  })

  test('comes out the same a hundred times, characters at the edges of chunks too', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 600 }, (_, index) => [
      `BG-${index}`,
      `不锈钢内六角圆柱头螺栓，规格型号第${index}号，表面镀锌处理，材质等级八点八级`,
      index,
    ])
    const content = await write(rows)
    const expected = rows.map((row) => row.map(String))
    for (let times = 0; times < 100; times++) expect(await cells(content)).toEqual(expected)
  })
})

describe('a hostile file', () => {
  const parts = {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${REL}"><sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>',
  }
  const refused = (detail: string) => ({ code: 'file_refused', options: { detail } })

  /** The same archive with another size in its directory and in front of the content. */
  async function claiming(size: number): Promise<Buffer> {
    const content = await zip({ ...parts, 'xl/worksheets/sheet1.xml': '<row/>'.repeat(500_000) })
    const [real, claimed] = [3_000_000, size].map((bytes) => {
      const field = Buffer.alloc(4)
      field.writeUInt32LE(bytes)
      return field
    }) as [Buffer, Buffer]
    for (let at = content.indexOf(real); at >= 0; at = content.indexOf(real, at + 4)) claimed.copy(content, at)
    return content
  }

  test('that unpacks to more than it may, or to more than it says, is refused', async () => {
    await expect(read(await claiming(500 * 1024 ** 2))).rejects.toMatchObject(refused('too_large_unpacked'))
    await expect(read(await claiming(1000))).rejects.toMatchObject(refused('too_large_unpacked'))
  })

  test('of a text that never ends is refused while it is read', async () => {
    const start = '<worksheet><sheetData><row><c t="str"><v>'
    const endless = Readable.from([Buffer.from(start), ...Array.from({ length: 40 }, () => Buffer.alloc(1024 ** 2, 'x'))])
    await expect(read(await zip({ ...parts, 'xl/worksheets/sheet1.xml': endless }))).rejects.toMatchObject(refused('too_large_unpacked'))
  })

  test.each([
    ['elements without end', '<worksheet>'.repeat(2000)],
    [
      'entities that grow',
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
    ],
    ['broken markup', '<worksheet><sheetData><row></sheetData>'],
    ['nothing', ''],
  ])('of %s is refused', async (_name, content) => {
    await expect(read(await zip({ ...parts, 'xl/worksheets/sheet1.xml': content }))).rejects.toMatchObject(refused('not_a_table'))
  })

  test('that is an archive of something else, or half of one, is refused', async () => {
    await expect(read(await zip({ a: 'a' }))).rejects.toMatchObject(refused('not_a_table'))
    const whole = await sheet(`<row>${text('a')}</row>`)
    await expect(read(whole.subarray(0, whole.length - 40))).rejects.toMatchObject(refused('not_a_table'))
  })

  test('with columns far to the right and rows that repeat costs no more than what is read', async () => {
    const rows = `<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1" t="str"><v>far</v></c></row><row r="1"><c r="A1" t="str"><v>b</v></c></row>`
    expect((await read(await sheet(rows))).map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a']],
      [2, ['b']],
    ])
  })
})
