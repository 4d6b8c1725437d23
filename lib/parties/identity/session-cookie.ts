import { decode, encode, type JWT } from 'next-auth/jwt'
import { env } from '@/lib/platform/env'
import { validSecrets } from '@/lib/platform/keys'
import { SESSION_DAYS } from './model'

/** Name of the session's cookie; over https it is bound to the host. */
export function sessionCookie(publicUrl: string | undefined): { name: string; secure: boolean } {
  const secure = publicUrl?.startsWith('https://') ?? false
  return { name: secure ? '__Secure-stoa.session' : 'stoa.session', secure }
}

/** What the cookie holds, encrypted with the present secret; next-auth makes a key of its own from it. */
export const encodeSession = (token: JWT): Promise<string> =>
  encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_DAYS * 86_400 })

/** What a cookie holds that was made here, with the present secret or the one from before; null otherwise. */
export async function decodeSession(cookieValue: string): Promise<JWT | null> {
  for (const secret of validSecrets()) {
    const token = await decode({ token: cookieValue, secret }).catch(() => null)
    if (token) return token
  }
  return null
}

/** How a session's cookie is set, besides its name. */
export const sessionCookieOptions = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure })

/** The session that a cookie names, or null when the cookie is missing, forged or too old. */
export async function sessionIdFrom(cookieValue: string | undefined): Promise<string | null> {
  if (!cookieValue) return null
  const token = await decodeSession(cookieValue)
  return typeof token?.sid === 'string' ? token.sid : null
}

/** The same from a Cookie header, for sockets and plain HTTP handlers. next-auth splits long tokens; ours are short. */
export async function sessionIdFromHeader(header: string | undefined): Promise<string | null> {
  const { name } = sessionCookie(env().PUBLIC_URL)
  const part = header?.split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`))
  return sessionIdFrom(part && decodeURIComponent(part.slice(name.length + 1)))
}
