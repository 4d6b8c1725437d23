import type { IncomingMessage } from 'node:http'

/**
 * The address that a request comes from. Whoever calls can write anything into `x-forwarded-for`, so only what the proxies
 * in front of the server have added to its end counts.
 * @param proxies how many of them there are
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const chain = [...forwarded.map((address) => address.trim()).filter(Boolean), request.socket.remoteAddress ?? 'unknown']
  return chain[Math.max(0, chain.length - 1 - proxies)] as string
}
