'use client'

import { Button, Card, Group, NativeSelect, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ catalogId: string; offerId: string }>
  catalogs: { id: string; name: string }[]
  offers: { id: string; label: string }[]
}

/** On a product's page: takes one of its offers into the draft of an own catalog. */
export function PickOffer({ action, catalogs, offers }: Props) {
  const t = useTranslations('catalogs')
  const [catalogId, setCatalog] = useState(catalogs[0]?.id ?? '')
  const [offerId, setOffer] = useState(offers[0]?.id ?? '')
  const { run, pending } = useAction(action, { done: t('pickedDone') })
  const options = (choices: { id: string; name?: string; label?: string }[]) =>
    choices.map(({ id, name, label }) => ({ value: id, label: name ?? label ?? '' }))
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('pickTitle')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ catalogId, offerId })
        }}
      >
        <Group align="flex-end" gap="xs">
          <NativeSelect label={t('offer')} data={options(offers)} value={offerId} onChange={({ target }) => setOffer(target.value)} />
          <NativeSelect
            label={t('catalog')}
            data={options(catalogs)}
            value={catalogId}
            onChange={({ target }) => setCatalog(target.value)}
          />
          <Button type="submit" variant="default" loading={pending}>
            {t('pickButton')}
          </Button>
        </Group>
      </form>
    </Card>
  )
}
