import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * An S3-compatible store for tests, in memory: PutObject, GetObject and DeleteObject with the path style, as small stores
 * know them. It refuses what such stores refuse: requests that are not signed, a length that is not told, the chunked
 * signing that only some of them understand.
 */
export class TestBucket {
  readonly objects = new Map<string, Buffer>()
  private readonly http: Server = createServer((request, response) => {
    this.answer(request).then(
      ({ status, body, code }) => response.writeHead(status).end(code ? `<Error><Code>${code}</Code></Error>` : body),
      () => response.writeHead(500).end(),
    )
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    this.http.closeAllConnections()
    return new Promise((resolve) => this.http.close(() => resolve()))
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body?: Buffer; code?: string }> {
    const { method, headers } = request
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://bucket').pathname)
    const body = Buffer.concat(await request.toArray())
    if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return { status: 403, code: 'AccessDenied' }
    if (method === 'PUT') {
      if (headers['content-encoding']?.includes('aws-chunked')) return { status: 501, code: 'NotImplemented' }
      if (headers['content-length'] === undefined) return { status: 411, code: 'MissingContentLength' }
      const told = headers['x-amz-content-sha256']
      const sum = createHash('sha256').update(body).digest('hex')
      if (told !== sum && told !== 'UNSIGNED-PAYLOAD') return { status: 400, code: 'XAmzContentSHA256Mismatch' }
      this.objects.set(key, body)
      return { status: 200 }
    }
    if (method === 'DELETE') {
      this.objects.delete(key)
      return { status: 204 }
    }
    const found = this.objects.get(key)
    return found ? { status: 200, body: found } : { status: 404, code: 'NoSuchKey' }
  }
}
