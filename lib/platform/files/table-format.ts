import { open } from 'node:fs/promises'
import { AppError } from '../errors'

/** A file of rows, told by its content and not by its name. */
export interface TableFormat {
  name: 'csv' | 'xlsx'
  /** keeps numbers as numbers: their decimal mark is a point, whatever people write elsewhere in the file */
  storesNumbers: boolean
  /** by the first bytes of a file, 64 KB at most */
  recognises(head: Buffer): boolean
  /** @throws AppError file_refused for what may not be read although it looks like one */
  inspect?(path: string): Promise<void>
  /** the rows as text, streamed; the first one is the header */
  rows(path: string): AsyncGenerator<string[]>
}

type Recognisable = Pick<TableFormat, 'recognises' | 'inspect'>

/**
 * Which of some formats a file has; the first that recognises it.
 * @throws AppError file_refused for what is none of them, and for what may not be read
 */
export async function recogniseFormat<Format extends Recognisable>(formats: readonly Format[], path: string): Promise<Format> {
  const head = await readHead(path)
  const format = formats.find((each) => each.recognises(head))
  if (!format) throw new AppError('file_refused', { detail: 'not_a_table' })
  await format.inspect?.(path)
  return format
}

/** Bytes by which a format is told. */
const HEAD_BYTES = 64 * 1024

/** The first bytes of a file. @throws AppError file_refused when there are none */
export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    if (bytesRead === 0) throw new AppError('file_refused', { detail: 'empty' })
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
