'use client'

import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'

interface Publication {
  networkId: string
  startsAt: string
}

interface Props {
  action: Action<{
    catalogId: string
    publications: Publication[]
  }>
  catalogId: string
  editable: boolean
  networks: { id: string; name: string }[]
  publications: Publication[]
}

/** Into which networks the catalog is published, each from a date. */
export function PublicationForm({ action, catalogId, editable, networks, publications }: Props) {
  const t = useTranslations('selling')
  const [chosen, setChosen] = useState(publications)
  const { run, pending } = useAction(action, { done: t('audienceSaved') })
  const toggle = (networkId: string) =>
    setChosen(
      chosen.some((each) => each.networkId === networkId)
        ? chosen.filter((each) => each.networkId !== networkId)
        : [...chosen, { networkId, startsAt: new Date().toISOString() }],
    )
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2}>{t('audience')}</Title>
        {networks.length === 0 && <Text c="dimmed">{t('noNetworks')}</Text>}
        {networks.map((network) => {
          const publication = chosen.find((each) => each.networkId === network.id)
          return (
            <Group key={network.id} justify="space-between">
              <Checkbox label={network.name} checked={Boolean(publication)} disabled={!editable} onChange={() => toggle(network.id)} />
              {publication && (
                <DateTimeField
                  aria-label={t('from')}
                  value={publication.startsAt}
                  disabled={!editable}
                  onChange={(startsAt) =>
                    startsAt && setChosen(chosen.map((each) => (each.networkId === network.id ? { ...each, startsAt } : each)))
                  }
                />
              )}
            </Group>
          )
        })}
        {editable && networks.length > 0 && (
          <Group justify="flex-end">
            <Button loading={pending} onClick={() => run({ catalogId, publications: chosen })}>
              {t('saveAudience')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}
