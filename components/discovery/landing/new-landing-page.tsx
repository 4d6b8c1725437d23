'use client'

import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Props {
  networks: { id: string; name: string }[]
  action: Action<{ networkId: string; name: string }, { id: string }>
}

/** A new page needs a title and a network; it goes on where it is put together. */
export function NewLandingPage({ networks, action }: Props) {
  const t = useTranslations('landing')
  const router = useRouter()
  const [networkId, setNetwork] = useState(networks[0]?.id ?? '')
  const [name, setName] = useState('')
  const { run, pending, fields } = useAction(action, { onDone: ({ id }) => router.push(`/pages/${id}/edit`) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ networkId, name })
      }}
    >
      <Group gap="xs">
        {networks.length > 1 && (
          <NativeSelect
            aria-label={t('network')}
            value={networkId}
            onChange={({ target }) => setNetwork(target.value)}
            data={networks.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
        <TextInput
          aria-label={t('newTitle')}
          placeholder={t('newTitle')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          error={fields.name}
        />
        <Button type="submit" loading={pending}>
          {t('create')}
        </Button>
      </Group>
    </form>
  )
}
