import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/parties/identity/sign-in-form'
import { singleValues } from '@/components/ui/single-values'
import { isFirstRun } from '@/lib/parties/identity/first-run'
import { usersOf } from '@/lib/parties/identity/queries'
import { env } from '@/lib/platform/env'
import { redirect } from '@/lib/platform/i18n/navigation'
import { DEMO_PASSWORD, demoAccounts } from '@/prisma/demo/accounts'
import { passkeyChallengeAction } from '../../../actions/second-step'
import { actorBeforeSecondStep, currentActor } from '../../../request-context'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ error?: string; done?: string }> }) {
  const { error, done } = singleValues(await searchParams)
  const locale = await getLocale()
  if (await currentActor()) redirect({ href: '/', locale })
  if (await actorBeforeSecondStep()) redirect({ href: '/second-step', locale })
  if (await isFirstRun()) redirect({ href: '/first-run', locale })
  const { STOA_DEMO, OIDC_ISSUER, OIDC_NAME } = env()
  const there = STOA_DEMO ? await usersOf(demoAccounts.map(({ email }) => email)) : new Set()
  const accounts = demoAccounts
    .filter(({ email }) => there.has(email))
    .map(({ email, name, title, titleZh }) => ({ email, name, title: locale === 'zh' ? titleZh : title }))
  return (
    <SignInForm
      accounts={accounts}
      demoPassword={accounts.length > 0 ? DEMO_PASSWORD : null}
      provider={OIDC_ISSUER ? OIDC_NAME : null}
      passkeyChallenge={passkeyChallengeAction}
      error={error ?? null}
      done={done ?? null}
    />
  )
}
