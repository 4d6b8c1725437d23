import { createHmac, timingSafeEqual } from 'node:crypto'
import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { sessionCookie } from './session-cookie'

/** The cookie by which a browser is known where somebody has signed in before, and how long it stays. */
const NAME = 'stoa.device'
const DAYS = 180

interface Account {
  id: string
  passwordHash: string | null
}

/** Says nothing of the account, cannot be made by anybody else, and is void with the password. */
const markOf = ({ id, passwordHash }: Account): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`device ${id} ${passwordHash}`).digest('base64url')

/** Has the account signed in on this browser before, with the password that it has now? */
export function isKnownDevice(mark: string | undefined, account: Account | null): boolean {
  if (!mark || !account) return false
  const [given, right] = [Buffer.from(mark), Buffer.from(markOf(account))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/** The cookie for a browser on which a user has just signed in. */
export async function deviceCookie(userId: string): Promise<string> {
  const account = await prisma().user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, passwordHash: true } })
  const { secure } = sessionCookie(env().PUBLIC_URL)
  return `${NAME}=${markOf(account)}; Path=/api/auth; Max-Age=${DAYS * 86_400}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** What a browser was given, from its Cookie header. */
export const deviceMark = (header: string | null): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1)
