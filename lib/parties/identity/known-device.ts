import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { isSigned, signature } from '@/lib/platform/keys'
import { sessionCookie } from './session-cookie'

/** The cookie by which a browser is known where somebody has signed in before, and how long it stays. */
const NAME = 'stoa.device'
const DAYS = 180

interface Account {
  id: string
  passwordHash: string | null
}

/** What a browser's mark is made of: it says nothing of the account, cannot be made by anybody else, and is void with the password. */
const wordsOf = ({ id, passwordHash }: Account): string => `${id} ${passwordHash}`

/** Has the account signed in on this browser before, with the password that it has now? */
export function isKnownDevice(mark: string | undefined, account: Account | null): boolean {
  return Boolean(mark && account && isSigned('device', wordsOf(account), mark))
}

/** The cookie for a browser on which a user has just signed in. */
export async function deviceCookie(userId: string): Promise<string> {
  const account = await prisma().user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, passwordHash: true } })
  const { secure } = sessionCookie(env().PUBLIC_URL)
  return `${NAME}=${signature('device', wordsOf(account))}; Path=/api/auth; Max-Age=${DAYS * 86_400}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** What a browser was given, from its Cookie header. */
export const deviceMark = (header: string | null): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1)
