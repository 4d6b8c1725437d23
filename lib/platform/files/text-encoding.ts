import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import jschardet from 'jschardet'
import type { TextEncoding } from './encodings'
import { readHead } from './table-format'

/** Encodings by the names that the detector has for them; UTF is told by its marks and zeros. */
const byDetector = new Map<string, TextEncoding>([
  ['Windows-1252', 'windows-1252'],
  ['Windows-1250', 'windows-1250'],
  ['ISO-8859-2', 'iso-8859-2'],
  ['Windows-1251', 'windows-1251'],
  ['KOI8-R', 'koi8-r'],
  ['Windows-1253', 'windows-1253'],
  ['Windows-1254', 'windows-1254'],
  ['Windows-1257', 'windows-1257'],
  ['GB18030', 'gb18030'],
  ['Big5', 'big5'],
  ['CP932', 'shift_jis'],
  ['EUC-JP', 'euc-jp'],
  ['CP949', 'euc-kr'],
  ['cp850', 'cp850'],
  ['cp852', 'cp852'],
  ['IBM866', 'cp866'],
])

/** What is not ASCII. */
const FOREIGN = /[\u0080-\uffff]/g
/** Bytes of lines with letters beyond ASCII by which an encoding is told; more are slow and tell no more. */
const SAMPLE_BYTES = 12_000
const LINE_BYTES = 400
/** One character in so many may be broken in text that is taken for UTF-8 all the same; the rows that hold it are refused. */
const BROKEN_SHARE = 20
/** Western European text is the most common, and short text looks like several. */
const WESTERN_ADVANTAGE = 1.15
const DOS_HANDICAP = 0.8
/** What is written between Western words in any language, and looks like letters in other encodings. */
const WESTERN_MARK = /^[°±²³µ·½¼¾×÷ÄÖÜäöüßé®™©€£§–—…“”„’‘‚«»•\u00a0]$/u

/** Puts bytes into text piece by piece; what no character is becomes U+FFFD. */
export const textDecoder = (encoding: TextEncoding): { write(chunk: Buffer): string; end(): string | undefined } =>
  iconv.getDecoder(encoding)

/**
 * What a text file is written in: by its byte order mark, by being UTF-8 to its end, otherwise by the letters that its
 * language uses, wherever in the file they stand.
 * @throws AppError file_refused for an empty file
 */
export async function textEncoding(path: string, chosen?: TextEncoding): Promise<TextEncoding> {
  if (chosen) return chosen
  return utf16(await readHead(path)) ?? (await byLetters(path))
}

/** UTF-16 by its mark, or by the zeros beside each digit and separator. */
export function utf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 20 && even < odd / 50) return 'utf-16le'
  return even > head.length / 20 && odd < even / 50 ? 'utf-16be' : null
}

async function byLetters(path: string): Promise<TextEncoding> {
  const utf8 = new TextDecoder()
  const sample: Buffer[] = []
  let room = SAMPLE_BYTES
  let foreign = 0
  let broken = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = utf8.decode(chunk, { stream: true })
    const letters = count(text, FOREIGN)
    if (letters === 0) continue
    foreign += letters
    broken += count(text, /\ufffd/g)
    for (const line of room > 0 ? foreignLines(chunk) : []) {
      sample.push(line)
      room -= line.length
      if (room <= 0) break
    }
  }
  if (broken * BROKEN_SHARE <= foreign) return 'utf-8'
  return likeliest(Buffer.concat(sample))
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

function* foreignLines(chunk: Buffer): Generator<Buffer> {
  for (let start = 0; start < chunk.length; ) {
    const end = chunk.indexOf(10, start)
    const line = chunk.subarray(start, end < 0 ? chunk.length : end + 1)
    if (line.some((byte) => byte > 0x7f)) yield line.subarray(0, LINE_BYTES)
    start += line.length
  }
}

function likeliest(sample: Buffer): TextEncoding {
  const western = iconv.decode(sample, 'windows-1252')
  if ((western.match(FOREIGN) ?? []).every((mark) => WESTERN_MARK.test(mark))) return 'windows-1252'
  const detectEncodings = [...byDetector.keys()]
  const weighed = jschardet.detectAll(sample, { detectEncodings, minimumThreshold: 0 }).map(({ encoding, confidence }) => ({
    name: byDetector.get(encoding ?? '') ?? ('windows-1252' as const),
    weight: confidence * (encoding === 'Windows-1252' ? WESTERN_ADVANTAGE : encoding?.startsWith('cp8') ? DOS_HANDICAP : 1),
  }))
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a), { name: 'windows-1252' as TextEncoding, weight: 0 })
  return iconv.decode(sample, best.name) === western ? 'windows-1252' : best.name
}
