import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'
import { AppError } from '../../errors'
import type { ReadingLimits } from '../reading-limits'

const MAX_PARTS = 2000
/** No workbook nests deeper than a dozen elements. */
const MAX_DEPTH = 50
/** A cell holds 32,767 characters; text or a tag that never ends is held back until it does. */
const MAX_PIECE = 4 * 1024 * 1024

export const notAWorkbook = () => new AppError('file_refused', { detail: 'not_a_table' })
export const tooLarge = () => new AppError('file_refused', { detail: 'too_large_unpacked' })

/** The parts of a workbook's archive, by their paths. */
export interface Archive {
  has(part: string): boolean
  /**
   * Reads a part's XML as a stream; gives way after each chunk, so that what was found in it can be passed on.
   * A part that is not there is empty. @throws AppError file_refused for what is broken, too deep or longer than it says
   */
  read(part: string, handler: XmlHandler): AsyncGenerator<void>
}

/** Called for each element and text, names without their prefix: writers choose that freely. */
export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** The archive in a file, to be closed. @throws AppError file_refused for what is none, or claims to unpack to too much */
export async function openArchive(path: string, limits: ReadingLimits): Promise<Archive & { close(): void }> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch(() => {
    throw notAWorkbook()
  })
  try {
    const parts = await listParts(zip, limits)
    const entry = (part: string) => parts.get(part.toLowerCase())
    return {
      has: (part) => entry(part) !== undefined,
      async *read(part, handler) {
        const found = entry(part)
        if (found) yield* parseXml(await zip.openReadStreamPromise(found).catch(() => Promise.reject(notAWorkbook())), handler)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listParts(zip: yauzl.ZipFile, { unpackedBytes }: ReadingLimits): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > MAX_PARTS) throw tooLarge()
  const parts = new Map<string, yauzl.Entry>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      // Beyond this it is taken for a zip bomb; a part that unpacks to more than it claims is noticed by yauzl.
      if (unpacked > unpackedBytes) throw tooLarge()
      // Paths in a package are compared without their case. Source: ECMA-376 part 2, 6.2.2.
      parts.set(entry.fileName.toLowerCase(), entry)
    }
  } catch (error) {
    throw error instanceof AppError ? error : notAWorkbook()
  }
  return parts
}

async function* parseXml(content: Readable & AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let depth = 0
  let piece = 0
  parser.on('error', () => {
    throw notAWorkbook()
  })
  parser.on('opentag', ({ name, attributes }) => {
    piece = 0
    if (++depth > MAX_DEPTH) throw notAWorkbook()
    handler.open?.(localName(name), attributes)
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', ({ name }) => {
    piece = 0
    depth--
    handler.close?.(localName(name))
  })
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of content) {
      decoder ??= new TextDecoder(isUtf16(chunk) ? 'utf-16le' : 'utf-8')
      const text = decoder.decode(chunk, { stream: true })
      piece += text.length
      if (piece > MAX_PIECE) throw tooLarge()
      parser.write(text)
      yield
    }
    parser.write(decoder?.decode() ?? '')
    parser.close()
    yield
  } catch (error) {
    if (error instanceof AppError) throw error
    // yauzl says so when a part unpacks to more than the directory claims.
    throw error instanceof Error && error.message.includes('too many bytes') ? tooLarge() : notAWorkbook()
  } finally {
    content.destroy()
  }
}

const isUtf16 = (start: Buffer) => start[0] === 0xff && start[1] === 0xfe

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
