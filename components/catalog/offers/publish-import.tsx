'use client'

import { Alert, Button, Card, Checkbox, CheckboxGroup, Group, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ importId: string; publishAt: string | null; networkIds: string[] }>
  importId: string
  count: number
  bad: number
  /** into which the catalog is published already, by name */
  publishedIn: string[]
  /** into which it can be */
  networks: { id: string; name: string }[]
}

/** Last step of an import: publish now, or from a date; and where, as long as no network shows the catalog. */
export function PublishImport({ action, importId, count, bad, publishedIn, networks }: Props) {
  const t = useTranslations('imports')
  const [at, setAt] = useState<string | null>(null)
  const unseen = publishedIn.length === 0
  const [chosen, setChosen] = useState(() => networks.map(({ id }) => id))
  const { run, pending } = useAction(action)
  return (
    <Card withBorder>
      <Stack gap="sm">
        {unseen && networks.length > 0 && (
          <CheckboxGroup label={t('networks')} description={t('networksText')} value={chosen} onChange={setChosen}>
            <Group mt={6}>
              {networks.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </Group>
          </CheckboxGroup>
        )}
        {unseen && (networks.length === 0 || chosen.length === 0) && (
          <Alert color="orange">{t(networks.length === 0 ? 'noNetworks' : 'nobodySees')}</Alert>
        )}
        {!unseen && <Text size="sm">{t('seenIn', { networks: publishedIn.join(', ') })}</Text>}
        <Group justify="space-between" align="flex-end">
          <Text size="sm">{bad > 0 ? t('publishWithout', { count, bad }) : t('publishAll', { count })}</Text>
          <Group align="flex-end">
            <DateTimeField label={t('publishAt')} description={t('orNow')} value={at} onChange={setAt} w={220} />
            <Button
              loading={pending}
              disabled={count === 0}
              onClick={() => run({ importId, publishAt: at, networkIds: unseen ? chosen : [] })}
            >
              {t('publish', { count })}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Card>
  )
}
