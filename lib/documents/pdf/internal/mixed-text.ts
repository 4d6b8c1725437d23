import LineBreaker from 'linebreak'
import { type Face, fontFor, type Weight } from './fonts'

/**
 * Text in several scripts on a page. The PDF library writes a text in one font and shows a box for what it lacks; here every
 * run of letters is in the font that has them.
 */

export interface Style {
  weight: Weight
  /** in points */
  size: number
}

interface Run {
  text: string
  face: Face
}

/** A text by the fonts that have its letters. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    const face = fontFor(letter, weight, last?.face)
    if (last?.face === face) last.text += letter
    else runs.push({ text: letter, face })
  }
  return runs
}

/** Makes a font the document's current one. */
const setFont = (doc: PDFKit.PDFDocument, { name, source }: Face, { size }: Style) => doc.registerFont(name, source).font(name, size)

/** In points. */
export function widthOf(doc: PDFKit.PDFDocument, text: string, style: Style): number {
  return runsOf(text, style.weight).reduce((sum, run) => sum + setFont(doc, run.face, style).widthOfString(run.text), 0)
}

/** What stands on one line whole: words by UAX 14, of a word that is wider than the column its letters. */
function* pieces(doc: PDFKit.PDFDocument, text: string, width: number, style: Style): Generator<{ text: string; ends: boolean }> {
  const breaker = new LineBreaker(text)
  let from = 0
  for (let stop = breaker.nextBreak(); stop; stop = breaker.nextBreak()) {
    const piece = text.slice(from, stop.position)
    from = stop.position
    if (widthOf(doc, piece.trimEnd(), style) <= width) yield { text: piece, ends: stop.required }
    else for (const letter of piece) yield { text: letter, ends: letter === '\n' }
  }
}

/** A text in lines that fit a column. */
export function linesOf(doc: PDFKit.PDFDocument, text: string, width: number, style: Style): string[] {
  const lines: string[] = []
  let line = ''
  for (const { text: piece, ends } of pieces(doc, text, width, style)) {
    if (line !== '' && widthOf(doc, (line + piece).trimEnd(), style) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
    if (ends) {
      lines.push(line.trimEnd())
      line = ''
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()]
}

/** Of one line, in points: the same for all scripts, so that columns stay level. */
export const lineHeight = ({ size }: Style): number => size * 1.4
/** From the top of a line to where its letters stand. */
const BASELINE = 1.07

export interface Column {
  x: number
  width: number
  align?: 'left' | 'right'
}

/** Writes lines into a column from y down, each run in its font. */
export function writeLines(
  doc: PDFKit.PDFDocument,
  lines: readonly string[],
  y: number,
  { x, width, align = 'left' }: Column,
  style: Style,
): void {
  for (const [index, line] of lines.entries()) {
    let at = align === 'right' ? x + width - widthOf(doc, line, style) : x
    const baseline = y + index * lineHeight(style) + BASELINE * style.size
    for (const { text, face } of runsOf(line, style.weight)) {
      setFont(doc, face, style).text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += doc.widthOfString(text)
    }
  }
}
