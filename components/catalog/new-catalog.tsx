'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/ui/use-action'
import type { Problem } from '@/lib/platform/errors'
import { useRouter } from '@/lib/platform/i18n/navigation'

export function NewCatalog({
  action,
}: {
  action: (input: { name: string }) => Promise<{ ok: true; data: { id: string } } | { ok: false; problem: Problem }>
}) {
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
