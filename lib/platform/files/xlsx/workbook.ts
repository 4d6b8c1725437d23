import { isDateFormat } from 'numfmt'
import type { ReadingLimits } from '../reading-limits'
import { MAX_CELL } from '../table-cell'
import { type Archive, notAWorkbook, tooLarge, type XmlHandler } from './archive'

/** Looks of cells; Excel itself allows 65,490. */
const MAX_STYLES = 100_000

export interface Workbook {
  sheets: { name: string; isHidden: boolean; part: string }[]
  /** days are counted from 1904 instead of 1900 */
  from1904: boolean
  sharedStringsPart: string | null
  stylesPart: string | null
}

/** What a workbook holds, by the part that its archive names as the document. Source: ECMA-376 part 1, 18.2. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const [main] = (await relations(archive, '')).filter(({ type }) => type === 'officeDocument')
  const part = main?.part ?? 'xl/workbook.xml'
  const sheets: { name: string; isHidden: boolean; relation: string }[] = []
  let from1904 = false
  await parse(archive, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const [, relation = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? []
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', isHidden, relation })
    },
  })
  const all = await relations(archive, part)
  const partOf = (type: string) => all.find((each) => each.type === type)?.part ?? null
  const withParts = sheets.flatMap(({ relation, ...sheet }) => {
    const target = all.find((each) => each.id === relation && each.type === 'worksheet')
    return target && archive.has(target.part) ? [{ ...sheet, part: target.part }] : []
  })
  if (withParts.length === 0) throw notAWorkbook()
  return { sheets: withParts, from1904, sharedStringsPart: partOf('sharedStrings'), stylesPart: partOf('styles') }
}

/** The parts that a part refers to; `type` without its address, which differs between the two editions of the standard. */
async function relations(archive: Archive, part: string): Promise<{ id: string; type: string; part: string }[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const found: { id: string; type: string; part: string }[] = []
  await parse(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return
      const target = new URL(Target.replaceAll('\\', '/'), `file:///${folder}`).pathname.slice(1)
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: decodeURIComponent(target) })
    },
  })
  return found
}

/** The texts that cells refer to by their place. */
export async function readSharedStrings(archive: Archive, part: string | null, limits: ReadingLimits): Promise<string[]> {
  const strings: string[] = []
  if (part === null) return strings
  const text = textOf('si', (value) => {
    if (strings.length === limits.strings) throw tooLarge()
    strings.push(detached(value))
  })
  await parse(archive, part, text)
  return strings
}

/**
 * The text of an element that holds it as runs with looks of their own or as a whole, without the hints on how to read it
 * aloud. Source: ECMA-376 part 1, 18.4.8 (si), 18.3.1.53 (is), 18.4.6 (rPh).
 */
export function textOf(element: 'si' | 'is', done: (text: string) => void): Required<XmlHandler> {
  let text = ''
  let isText = false
  let isPhonetic = false
  return {
    open(name) {
      if (name === element) text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text(piece) {
      // What no cell keeps is not gathered either, however many runs it comes in.
      if (isText && text.length < MAX_CELL) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === element) done(unescaped(text))
    },
  }
}

/** Characters that XML cannot hold are written as _x000D_. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
export const unescaped = (text: string) =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

/** A text of its own: a piece of a larger one keeps all of that in memory. */
const detached = (text: string) => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'))

/** How a number is shown, by the number of its cell's style. */
export interface NumberStyle {
  format: string
  isDate: boolean
}

/** The number formats of the cells' styles. Source: ECMA-376 part 1, 18.8.10 (cellXfs), 18.8.30 (numFmt). */
export async function readStyles(archive: Archive, part: string | null): Promise<NumberStyle[]> {
  const formats = new Map<string, string>()
  const styles: NumberStyle[] = []
  if (part === null) return styles
  let isCells = false
  await parse(archive, part, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') formats.set(numFmtId, formatCode)
      else if (name === 'cellXfs') isCells = true
      else if (name === 'xf' && isCells && styles.length < MAX_STYLES) {
        const format = formats.get(numFmtId) ?? builtIn(Number(numFmtId))
        styles.push({ format, isDate: isDateFormat(format) })
      }
    },
    close(name) {
      if (name === 'cellXfs') isCells = false
    },
  })
  return styles
}

/** Numbers of formats that have no code and show dates or times; those from 27 and from 50 do in East Asian editions. */
const DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** The formats that have a number and no code, as far as they show other than the plain number. Source: ECMA-376 part 1, 18.8.30. */
function builtIn(id: number): string {
  if (DATES.some(([first, last]) => id >= first && id <= last)) return 'yyyy-mm-dd'
  return id === 1 ? '0' : id === 2 ? '0.00' : 'General'
}

async function parse(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  for await (const _ of archive.read(part, handler));
}

export const isTrue = (value: string | undefined) => value === '1' || value === 'true'
