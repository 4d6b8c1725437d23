'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { addressOf } from '@/lib/discovery/comparison/address-model'
import type { ComparisonSpec } from '@/lib/discovery/comparison/schemas'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Props {
  spec: ComparisonSpec
  saved: { id: string; name: string } | null
  keep: Action<{ comparisonId: string | null; name: string; spec: ComparisonSpec }, { id: string }>
}

/** Saves what is shown for the whole company, under a name. */
export function SaveComparison({ spec, saved, keep }: Props) {
  const t = useTranslations('compare')
  const router = useRouter()
  const [name, setName] = useState(saved?.name ?? '')
  const { run, pending, fields } = useAction(keep, { done: t('savedDone'), onDone: ({ id }) => router.push(addressOf(spec, id)) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ comparisonId: saved?.id ?? null, name, spec })
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label={t('name')}
          placeholder={t('name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          error={fields.name}
        />
        <Button type="submit" variant="default" loading={pending}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
