'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { type Action, useAction } from './use-action'

interface Props {
  action: Action<{ name: string }, { id: string }>
  label: string
  create: string
  /** the new thing's page is this path and its id */
  pages: string
}

/** Something new that needs only a name; leads to its page. */
export function NewByName({ action, label, create, pages }: Props) {
  const router = useRouter()
  const [name, setName] = useState('')
  const { run, pending, fields } = useAction(action, { onDone: ({ id }) => router.push(`${pages}/${id}`) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ name })
      }}
    >
      <Group gap="xs">
        <TextInput
          aria-label={label}
          placeholder={label}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fields.name}
        />
        <Button type="submit" loading={pending}>
          {create}
        </Button>
      </Group>
    </form>
  )
}
