import { randomUUID } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { log, withRequestId } from '@/lib/platform/log'
import { checkCredentials, checkPasskey, closeSession, openSession, type SignedIn } from './commands/sign-in'
import { SESSION_DAYS } from './model'
import { decodeSession, encodeSession, sessionCookie, sessionCookieOptions } from './session-cookie'

interface Browser {
  /** what it says of itself, kept with a session that begins */
  userAgent: string | null
  /** its address in the network */
  from: string | null
  /** see `known-device.ts` */
  device: string | undefined
  /** told of who has just signed in on it */
  onSignIn(userId: string): void
}

/** next-auth: who you are. The token in the cookie only names a row of `session`; what you may do is read anew each time. */
export function authOptions({ userAgent, device, from, onSignIn }: Browser): NextAuthOptions {
  const settings = env()
  const cookie = sessionCookie(settings.PUBLIC_URL)
  return {
    secret: settings.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: cookie.name, options: sessionCookieOptions(cookie.secure) } },
    jwt: { encode: ({ token }) => encodeSession(token ?? {}), decode: async ({ token }) => (token ? decodeSession(token) : null) },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, code: {} },
        authorize: (credentials, request) =>
          credentials ? withCodes(callerOf(request), (from) => checkCredentials({ ...credentials, device, from })) : null,
      }),
      CredentialsProvider({
        id: 'passkey',
        credentials: { shown: {} },
        authorize: (credentials, request) =>
          credentials ? withCodes(callerOf(request), (from) => checkPasskey({ shown: String(credentials.shown ?? ''), from })) : null,
      }),
      ...(settings.OIDC_ISSUER ? [oidcProvider(settings)] : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oauth') return true
        // An outside identity signs in the user who has that verified address here; it founds nothing by itself.
        // Without the claim nobody vouches for the address, and whoever can write it there could be anybody here.
        const verified = (profile as { email_verified?: boolean } | undefined)?.email_verified === true
        const known =
          user.email && verified
            ? await prisma().user.findFirst({ where: { email: user.email.toLowerCase(), emailVerifiedAt: { not: null } } })
            : null
        if (!known) return false
        user.id = known.id
        return true
      },
      async jwt({ token, user, account, profile }) {
        if (!user) return token
        onSignIn(user.id)
        const proof =
          account?.type === 'oauth'
            ? { provenBy: 'service' as const, provenAt: seenAt(profile) }
            : { provenBy: (user as SignedIn).provenBy, provenAt: new Date() }
        const opened = () => openSession(user.id, { userAgent, ...proof })
        return { sub: user.id, sid: await withRequestId(randomUUID(), opened, from ?? undefined) }
      },
      session: ({ session }) => session,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await closeSession({ sessionId: token.sid })
      },
    },
  }
}

/** The caller's address: server.ts has put it there, whatever the caller wrote. */
const callerOf = ({ headers }: { headers?: Record<string, unknown> }): string => String(headers?.['x-forwarded-for'] ?? 'unknown')

/** next-auth passes an error's message on to the sign-in page, which knows these codes. */
async function withCodes<T>(from: string, work: (from: string) => Promise<T>): Promise<T> {
  try {
    return await withRequestId(randomUUID(), () => work(from), from)
  } catch (error) {
    if (error instanceof AppError) throw new Error(error.options.detail ?? error.code)
    log.error({ err: error }, 'a sign-in failed')
    throw new Error('unavailable')
  }
}

/** When the provider last saw the user; long ago where it does not say, so that its word alone is no proof of who is there now. */
function seenAt(profile: unknown): Date {
  const { auth_time: seconds } = (profile ?? {}) as { auth_time?: unknown }
  return new Date(typeof seconds === 'number' ? Math.min(seconds * 1000, Date.now()) : 0)
}

function oidcProvider(settings: ReturnType<typeof env>): NextAuthOptions['providers'][number] {
  return {
    id: 'oidc',
    name: settings.OIDC_NAME,
    type: 'oauth',
    wellKnown: `${settings.OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: settings.OIDC_CLIENT_ID as string,
    clientSecret: settings.OIDC_CLIENT_SECRET as string,
    // With `max_age` the provider has to say when it last saw the user (OpenID Connect Core, 3.1.2.1): a session there from this
    // morning signs in, and does not show who is there now.
    authorization: { params: { scope: 'openid email profile', max_age: SESSION_DAYS * 86_400 } },
    idToken: true,
    checks: ['pkce', 'state'],
    profile: ({ sub, email, name }) => ({ id: sub, email, name }),
  }
}
