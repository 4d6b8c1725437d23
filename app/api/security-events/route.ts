import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { exportSecurityLog } from '@/lib/parties/identity/commands/export-security-log'
import { securityLines } from '@/lib/parties/identity/security-log'
import { respond } from '../respond'

/** The security log of the administrator's organization as lines of JSON, hashes included. */
export const GET = (request: Request) =>
  respond(async (ctx) => {
    const installation = new URL(request.url).searchParams.get('of') === 'installation'
    await exportSecurityLog({ actor: ctx.actor }, { installation })
    const lines = Readable.from(securityLines(ctx, installation))
    return new Response(Readable.toWeb(lines) as unknown as ReadableStream as never, {
      headers: {
        'content-type': 'application/jsonl; charset=utf-8',
        'content-disposition': 'attachment; filename="security-log.jsonl"',
      },
    })
  })
