'use client'

import { Anchor, Group } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { WhenReady } from '@/components/ui/when-ready'
import { AddSecondStep, type SecondStepActions } from './second-step'
import { signOut } from './sign-out'

/** The second step of who may not go on without one. */
export function SetUpSecondStep({ actions }: { actions: SecondStepActions }) {
  const t = useTranslations('secondStep')
  const locale = useLocale()
  return (
    <WhenReady>
      <AddSecondStep actions={actions} codeApp onSetUp={() => window.location.assign(`/${locale}`)} />
      <Group mt="md">
        <Anchor component="button" type="button" size="sm" onClick={() => signOut(`/${locale}/sign-in`)}>
          {t('signOut')}
        </Anchor>
      </Group>
    </WhenReady>
  )
}
