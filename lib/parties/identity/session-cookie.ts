import { decode } from 'next-auth/jwt'
import { env } from '@/lib/platform/env'

/** Name of the session's cookie; over https it is bound to the host. */
export function sessionCookie(publicUrl: string | undefined): { name: string; secure: boolean } {
  const secure = publicUrl?.startsWith('https://') ?? false
  return { name: secure ? '__Secure-stoa.session' : 'stoa.session', secure }
}

/** The session that a cookie names, or null when the cookie is missing, forged or too old. */
export async function sessionIdFrom(cookieValue: string | undefined): Promise<string | null> {
  if (!cookieValue) return null
  const token = await decode({ token: cookieValue, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  return typeof token?.sid === 'string' ? token.sid : null
}

/** The same from a Cookie header, for sockets and plain HTTP handlers. next-auth splits long tokens; ours are short. */
export async function sessionIdFromHeader(header: string | undefined): Promise<string | null> {
  const { name } = sessionCookie(env().PUBLIC_URL)
  const part = header?.split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`))
  return sessionIdFrom(part && decodeURIComponent(part.slice(name.length + 1)))
}
