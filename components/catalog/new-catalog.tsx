'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'

export function NewCatalog({ action }: { action: Action<{ name: string }, { id: string }> }) {
  const t = useTranslations('selling')
  const router = useRouter()
  const [name, setName] = useState('')
  const { run, pending, fields } = useAction(action, { onDone: ({ id }) => router.push(`/selling/${id}`) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ name })
      }}
    >
      <Group gap="xs">
        <TextInput
          aria-label={t('newName')}
          placeholder={t('newName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fields.name}
        />
        <Button type="submit" loading={pending}>
          {t('create')}
        </Button>
      </Group>
    </form>
  )
}
