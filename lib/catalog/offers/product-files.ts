import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { AppError } from '@/lib/platform/errors'
import { type Stored, storeFile } from '@/lib/platform/files/storage'

/** Largest files that are stored, bytes. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024
/** A picture may unfold to this many pixels; beyond it is taken for a bomb. */
const MAX_PIXELS = 50_000_000
/** Seconds that drawing a picture anew may take: a drawing in SVG can be small and never come to an end. */
const MAX_SECONDS = 20
/** Longest side of a kept picture, pixels. */
const KEPT_SIDE = 1000

export interface KeptFile extends Stored {
  mediaType: string
}

/**
 * Keeps a picture drawn anew as WebP, whatever it came as: scripts in SVG, hidden data and broken parts stay behind.
 * @throws AppError file_refused for what is not a PNG, JPEG, WebP, GIF, AVIF or SVG picture, or is too large
 */
export async function storePicture(content: Readable): Promise<KeptFile> {
  const source = await readWhole(content, MAX_PICTURE_BYTES)
  const picture = await sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .resize(KEPT_SIDE, KEPT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .timeout({ seconds: MAX_SECONDS })
    .toBuffer()
    .catch(() => {
      throw new AppError('file_refused', { detail: 'not_a_picture' })
    })
  return { ...(await storeFile(Readable.from([picture]), MAX_PICTURE_BYTES)), mediaType: 'image/webp' }
}

/**
 * Keeps a PDF as it is; it is only ever handed out as a download.
 * @throws AppError file_refused for anything else
 */
export async function storeDocument(content: Readable): Promise<KeptFile> {
  const source = await readWhole(content, MAX_DOCUMENT_BYTES)
  if (!source.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new AppError('file_refused', { detail: 'not_a_pdf' })
  return { ...(await storeFile(Readable.from([source]), MAX_DOCUMENT_BYTES)), mediaType: 'application/pdf' }
}

async function readWhole(content: Readable, limit: number): Promise<Buffer> {
  let size = 0
  const metered = content.map((chunk: Buffer) => {
    size += chunk.length
    if (size > limit) throw new AppError('file_refused', { detail: 'too_large_file' })
    return chunk
  })
  const whole = await buffer(metered)
  if (whole.length === 0) throw new AppError('file_refused', { detail: 'empty' })
  return whole
}
