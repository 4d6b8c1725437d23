import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

const NEWLINE = 0x0a

/** Lets a stream through and measures it. */
export class Meter extends Transform {
  private readonly hash = createHash('sha256')
  bytes = 0
  /** rows, where the stream is a table as COPY writes it: a newline inside a value is written as `\n` there */
  lines = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk)
    this.bytes += chunk.length
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) this.lines++
    done(null, chunk)
  }

  /** To be asked once, when the stream has ended. */
  sum = (): { bytes: number; sha256: string } => ({ bytes: this.bytes, sha256: this.hash.digest('hex') })
}
