'use client'

import { Switch } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ networkId: string; requiresSecondFactor: boolean }>
  networkId: string
  requiresSecondFactor: boolean
}

/** Whether members who spend, award or administer sign in with more than a password. */
export function NetworkSecurity({ action, networkId, requiresSecondFactor }: Props) {
  const t = useTranslations('network')
  const { run, pending } = useAction(action, { done: t('securitySaved') })
  return (
    <Switch
      label={t('requiresSecondFactor')}
      description={t('requiresSecondFactorText')}
      checked={requiresSecondFactor}
      disabled={pending}
      onChange={(event) => run({ networkId, requiresSecondFactor: event.currentTarget.checked })}
    />
  )
}
