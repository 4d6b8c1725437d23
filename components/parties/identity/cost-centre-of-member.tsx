'use client'

import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ membershipId: string; costCentreId: string | null }>
  membershipId: string
  costCentreId: string | null
  choices: { id: string; code: string; name: string }[]
  name: string
}

/** What a member's orders are booked on; counts at once. */
export function CostCentreOfMember({ action, membershipId, costCentreId, choices, name }: Props) {
  const t = useTranslations('settings')
  const { run, pending } = useAction(action)
  return (
    <NativeSelect
      size="xs"
      aria-label={t('costCentreOf', { name })}
      value={costCentreId ?? ''}
      disabled={pending}
      data={[{ value: '', label: '–' }, ...choices.map((row) => ({ value: row.id, label: `${row.code} ${row.name}` }))]}
      onChange={({ target }) => run({ membershipId, costCentreId: target.value || null })}
    />
  )
}
