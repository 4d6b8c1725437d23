'use client'

import { Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  catalogId: string
  number: number
  expected: number | null
  publishAt: string | null
  action: Action<{ catalogId: string; number: number; expected: number | null; publishAt: string | null }>
  disabled: boolean
}

/** Publishes a version now, or on a date. */
export function PublishForm({ catalogId, number, expected, publishAt, action, disabled }: Props) {
  const t = useTranslations('catalogs')
  const [at, setAt] = useState(publishAt)
  const { run, pending, fields } = useAction(action, { done: t(at ? 'scheduledDone' : 'published') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ catalogId, number, expected, publishAt: at })
      }}
    >
      <Group gap="xs" align="flex-end">
        <DateTimeField label={t('publishAt')} value={at} onChange={setAt} error={fields.publishAt} />
        <Button type="submit" loading={pending} disabled={disabled}>
          {t(at ? 'schedule' : 'publish')}
        </Button>
      </Group>
    </form>
  )
}
