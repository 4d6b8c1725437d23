import { createApiToken } from '@/lib/parties/identity/commands/manage-api-tokens'
import type { Scope } from '@/lib/parties/identity/model'
import type { Actor } from '@/lib/platform/context'

/** Requests to the API of a node with a token; a body that is text is sent as it is. */
export const requestsWith =
  (nodeUrl: string, secret: string) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${nodeUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
  }

/** A program of somebody's company, with a token of its own. */
export async function program(nodeUrl: string, actor: Actor, scopes: Scope[], caller: { now?: Date } = {}) {
  const { id, secret } = await createApiToken({ actor, ...caller }, { name: 'ERP', scopes, days: 30 })
  return { id, secret, send: requestsWith(nodeUrl, secret) }
}
