import { Paper, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ProofProvider } from '@/components/parties/identity/prove-again'
import { SetUpSecondStep } from '@/components/parties/identity/set-up-second-step'
import { AnchorLink } from '@/components/ui/links'
import { redirect } from '@/lib/platform/i18n/navigation'
import {
  addPasskeyAction,
  confirmCodeAppAction,
  passkeyChallengeAction,
  proveAgainAction,
  startCodeAppAction,
  startPasskeyAction,
  waysToProveAction,
} from '../../../actions/second-step'
import { actorBeforeSecondStep, currentActor } from '../../../request-context'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('secondStep'))('title') }
}

/** For who has signed in with a password alone where the company or a network asks for more: nothing else opens before. */
export default async function SecondStepPage() {
  const locale = await getLocale()
  const before = await actorBeforeSecondStep()
  // Once it is set up the page stays, for who still has recovery codes to read.
  const actor = before ?? (await currentActor())
  if (!actor) return redirect({ href: '/sign-in', locale })
  const t = await getTranslations('secondStep')
  return (
    <Paper withBorder p="lg" maw={560} mx="auto" w="100%">
      <Stack>
        <Title order={1}>{t('title')}</Title>
        <Text>{before ? t('asked', { organization: actor.organizationName }) : t('isSetUp')}</Text>
        {!before && <AnchorLink href="/">{t('toStart')}</AnchorLink>}
        <ProofProvider waysToProve={waysToProveAction} passkeyChallenge={passkeyChallengeAction} proveAgain={proveAgainAction}>
          <SetUpSecondStep
            actions={{
              startCodeApp: startCodeAppAction,
              confirmCodeApp: confirmCodeAppAction,
              startPasskey: startPasskeyAction,
              addPasskey: addPasskeyAction,
            }}
          />
        </ProofProvider>
      </Stack>
    </Paper>
  )
}
