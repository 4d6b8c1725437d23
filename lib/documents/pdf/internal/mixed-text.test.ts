import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { fontFor } from './fonts'
import { linesOf, runsOf, type Style, widthOf } from './mixed-text'

const assigned = /^\p{Assigned}$/u
const block = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter((letter) => assigned.test(letter))

/** The characters of GB 2312, which companies in China write with. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gb2312', { fatal: true })
  const found: string[] = []
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      if (row === 0xd7 && cell > 0xf9) continue
      found.push(decoder.decode(Uint8Array.of(row, cell)))
    }
  return found
}

describe('no letter is missing', () => {
  test.each([
    ['Latin', block(0x20, 0x7e), 95],
    ['Latin-1', block(0xa0, 0xff), 96],
    ['Latin Extended-A', block(0x100, 0x17f), 128],
    ['Latin Extended-B', block(0x180, 0x24f), 208],
    // without the letters of Coptic in the same block
    ['Greek', block(0x370, 0x3ff).filter((letter) => !/\p{Script=Coptic}/u.test(letter)), 121],
    ['Cyrillic', block(0x400, 0x4ff), 256],
    ['Vietnamese and others', block(0x1e00, 0x1eff), 256],
    ['Chinese', gb2312(), 6763],
    ['what prices and parts are written with', [...'€£¥₽₴₺×±°²³½¼µΩ≤≥–—„“”‚‘’…•·№§'], 30],
  ])('of %s', (_, letters, count) => {
    expect(letters.length).toBe(count)
    for (const weight of [400, 700] as const) expect(letters.filter((letter) => !fontFor(letter, weight).has(letter))).toEqual([])
  })
})

test('a text in several scripts is written in the font of each', () => {
  const runs = runsOf('Žluťoučký kůň, σωλήνας 不锈钢螺栓 M8', 400).map(({ text, face }) => [face.name, text])
  expect(runs).toEqual([
    ['NotoSans_400Regular', 'Žluťoučký kůň, σωλήνας '],
    ['NotoSansSC_400Regular', '不锈钢螺栓 '],
    ['NotoSans_400Regular', 'M8'],
  ])
})

describe('lines', () => {
  const doc = new PDFDocument()
  const style: Style = { weight: 400, size: 10 }
  test.each([
    ['words', 'Sechskantschraube mit Flansch, verzinkt, 8.8, für Fahrleitungen', 120],
    ['Chinese', '不锈钢六角螺栓，用于轨道交通车辆的内部装饰和外部连接', 80],
    ['one long word', 'X'.repeat(80), 100],
    ['what has lines of its own', 'One\nTwo\n\nFour', 100],
  ])('of %s fit the column and lose nothing', (_, text, width) => {
    const lines = linesOf(doc, text, width, style)
    for (const line of lines) expect(widthOf(doc, line, style)).toBeLessThanOrEqual(width)
    expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
    expect(lines.length).toBeGreaterThan(1)
  })

  test('nothing is one empty line', () => {
    expect(linesOf(doc, '', 100, style)).toEqual([''])
  })
})
