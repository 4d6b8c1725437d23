import type { NextRequest } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { routing } from './lib/platform/i18n/routing'

const localize = createMiddleware(routing)

/** Before every page: the language in the path, and a policy with a nonce for this answer's scripts. */
export default function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID())
  const dev = process.env.NODE_ENV === 'development'
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Mantine sets sizes and colours in style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
  request.headers.set('x-nonce', nonce)
  request.headers.set('content-security-policy', policy)
  const response = localize(request)
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = { matcher: ['/((?!api|_next|socket.io|.*\\..*).*)'] }
