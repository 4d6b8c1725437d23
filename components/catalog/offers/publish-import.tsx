'use client'

import { Button, Card, Group, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ importId: string; publishAt: string | null }>
  importId: string
  count: number
  bad: number
}

/** Last step of an import: publish now, or from a date. */
export function PublishImport({ action, importId, count, bad }: Props) {
  const t = useTranslations('imports')
  const [at, setAt] = useState<string | null>(null)
  const { run, pending } = useAction(action)
  return (
    <Card withBorder>
      <Group justify="space-between" align="flex-end">
        <Text size="sm">{bad > 0 ? t('publishWithout', { count, bad }) : t('publishAll', { count })}</Text>
        <Group align="flex-end">
          <DateTimeField label={t('publishAt')} description={t('orNow')} value={at} onChange={setAt} w={220} />
          <Button loading={pending} disabled={count === 0} onClick={() => run({ importId, publishAt: at })}>
            {t('publish', { count })}
          </Button>
        </Group>
      </Group>
    </Card>
  )
}
