'use client'

import { Button, Card, Group, NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  units: { value: string; label: string }[]
  keep: Action<{ number: string; name: string; unit: string; place: string | null }, { id: string }>
}

const EMPTY = { number: '', name: '', unit: 'C62', place: '' }

/** A new internal item; one of a number that was given out before is given out again. */
export function ItemForm({ units, keep }: Props) {
  const t = useTranslations('requests')
  const [draft, setDraft] = useState(EMPTY)
  const { run, pending, fields } = useAction(keep, { done: t('itemKept'), onDone: () => setDraft(EMPTY) })
  const field = (name: 'number' | 'name' | 'place') => ({
    label: t(`item.${name}`),
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }),
    error: fields[name],
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run({ ...draft, place: draft.place || null })
  }
  return (
    <Card withBorder>
      <form onSubmit={submit}>
        <Group align="end" gap="sm">
          <TextInput {...field('number')} w={120} />
          <TextInput {...field('name')} style={{ flex: 1, minWidth: 180 }} />
          <NativeSelect
            label={t('unit')}
            value={draft.unit}
            onChange={({ target }) => setDraft({ ...draft, unit: target.value })}
            data={units}
            w={150}
          />
          <TextInput {...field('place')} />
          <Button type="submit" loading={pending}>
            {t('addItem')}
          </Button>
        </Group>
      </form>
    </Card>
  )
}
