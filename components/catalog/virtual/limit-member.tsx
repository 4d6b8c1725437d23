'use client'

import { Checkbox } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ membershipId: string; catalogsOnly: boolean }>
  membershipId: string
  catalogsOnly: boolean
  name: string
}

/** May a member find and buy everything, or only what the company's own catalogs hold? Counts at once. */
export function LimitMember({ action, membershipId, catalogsOnly, name }: Props) {
  const t = useTranslations('catalogs')
  const { run, pending } = useAction(action)
  return (
    <Checkbox
      aria-label={t('limitLabel', { name })}
      checked={catalogsOnly}
      disabled={pending}
      onChange={({ target }) => run({ membershipId, catalogsOnly: target.checked })}
    />
  )
}
