import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { S3Client } from '@aws-sdk/client-s3'
import { env } from '../env'
import { AppError } from '../errors'

export interface Stored {
  key: string
  size: number
  sha256: string
}

/**
 * Keeps a stream as a file under a key of our own making; the user's file name never becomes a path.
 * @throws AppError file_refused when it is longer than `limit` bytes; nothing is kept then
 */
export async function storeFile(content: Readable, limit: number): Promise<Stored> {
  const key = `${new Date().toISOString().slice(0, 10)}/${randomUUID()}`
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > limit ? new AppError('file_refused', { detail: 'too_large', data: { limit } }) : null, chunk)
    },
  })
  await keepFile(key, content, meter)
  return { key, size, sha256: hash.digest('hex') }
}

/** Keeps a stream under a key that it had before; what it goes through may refuse it. */
export async function keepFile(key: string, content: Readable, ...through: Transform[]): Promise<void> {
  if (env().S3_BUCKET) return putToBucket(key, [content, ...through])
  const file = localPath(key)
  await mkdir(path.dirname(file), { recursive: true })
  try {
    await pipeline([content, ...through, createWriteStream(file)])
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}

/** Opens a kept file for reading. @throws AppError not_found */
export async function openFile(key: string): Promise<Readable> {
  if (env().S3_BUCKET) {
    const { GetObjectCommand, NoSuchKey } = await import('@aws-sdk/client-s3')
    try {
      const { Body } = await (await bucket()).send(new GetObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
      return Body as Readable
    } catch (error) {
      throw error instanceof NoSuchKey ? new AppError('not_found') : error
    }
  }
  const file = localPath(key)
  if (!(await stat(file).catch(() => null))) throw new AppError('not_found')
  return createReadStream(file)
}

/** Forgets a kept file; one that is not there is no error. */
export async function removeFile(key: string): Promise<void> {
  if (env().S3_BUCKET) {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3')
    await (await bucket()).send(new DeleteObjectCommand({ Bucket: env().S3_BUCKET, Key: key }))
  } else await rm(localPath(key), { force: true })
}

/** Runs the work that registers a kept file; when it fails the file goes too, so that none lies around unowned. */
export async function withStoredFile<T>(stored: Stored, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await removeFile(stored.key)
    throw error
  }
}

const localPath = (key: string) => path.resolve(env().STOA_DATA, 'files', key)

let client: Promise<S3Client> | undefined

const bucket = (): Promise<S3Client> => {
  client ??= import('@aws-sdk/client-s3').then(({ S3Client }) => {
    const { S3_ENDPOINT, S3_REGION } = env()
    return new S3Client({
      region: S3_REGION,
      ...(S3_ENDPOINT && {
        endpoint: S3_ENDPOINT,
        forcePathStyle: true,
        // The chunked checksums that the library adds of its own accord are unknown to many compatible stores.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      }),
    })
  })
  return client
}

/** The bucket wants to know the length, so the stream rests in a temporary file first. */
async function putToBucket(key: string, content: (Readable | Transform)[]): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3')
  const rest = path.join((await import('node:os')).tmpdir(), randomUUID())
  try {
    await pipeline([...content, createWriteStream(rest)])
    const { size } = await stat(rest)
    await (await bucket()).send(
      new PutObjectCommand({ Bucket: env().S3_BUCKET, Key: key, Body: createReadStream(rest), ContentLength: size }),
    )
  } finally {
    await rm(rest, { force: true })
  }
}
