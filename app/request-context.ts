import { cookies } from 'next/headers'
import { forbidden as showForbidden, notFound as showNotFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { loadActor, loadActorBeforeSecondStep } from '@/lib/parties/identity/actor'
import { sessionCookie, sessionIdFrom } from '@/lib/parties/identity/session-cookie'
import type { Actor, ReadContext } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { toProblem } from '@/lib/platform/errors'
import { redirect } from '@/lib/platform/i18n/navigation'

const currentSession = cache(async (): Promise<string | null> => {
  const jar = await cookies()
  return sessionIdFrom(jar.get(sessionCookie(env().PUBLIC_URL).name)?.value)
})

/** Who asks, or null; read once for each request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const sessionId = await currentSession()
  return sessionId ? loadActor(sessionId) : null
})

/** Who has signed in with a password alone where that is not enough, and may set up a second step. */
export const actorBeforeSecondStep = cache(async (): Promise<Actor | null> => {
  const sessionId = await currentSession()
  return sessionId ? loadActorBeforeSecondStep(sessionId) : null
})

/** What a page reads with. Sends visitors who are not signed in to the sign-in page, and who lacks a second step to where to set it up. */
export const pageContext = cache(async (): Promise<ReadContext> => {
  const actor = await currentActor()
  if (!actor) return redirect({ href: (await actorBeforeSecondStep()) ? '/second-step' : '/sign-in', locale: await getLocale() })
  return { actor, db: prisma(), now: new Date() }
})

/** Runs a page's query; what may not be seen becomes the not-found or the forbidden page. */
export async function show<T>(query: Promise<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    const { code } = toProblem(error)
    if (code === 'not_found') showNotFound()
    if (code === 'forbidden') showForbidden()
    throw error
  }
}
