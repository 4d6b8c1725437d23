'use client'

import { Checkbox, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

interface Props {
  label: string
  choices: readonly { id: string; name: string }[]
  value: readonly string[]
  onChange(value: string[]): void
}

/** More choices than these are looked through by typing. */
const MANY = 10

/** Any number of choices, ticked in a list; what is ticked stays in sight while one looks for others. */
export function ChooseMany({ label, choices, value, onChange }: Props) {
  const t = useTranslations('common')
  const [text, setText] = useState('')
  const shown = choices.filter(({ id, name }) => value.includes(id) || name.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <Checkbox.Group label={`${label} (${value.length})`} value={[...value]} onChange={onChange} style={{ flex: 1, minWidth: 220 }}>
      {choices.length > MANY && (
        <TextInput
          size="xs"
          mt={4}
          aria-label={t('narrow', { label })}
          placeholder={t('narrow', { label })}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <Paper withBorder p="xs" mt={4} mah={200} style={{ overflow: 'auto' }}>
        <Stack gap={10}>
          {shown.map(({ id, name }) => (
            <Checkbox key={id} size="xs" value={id} label={name} />
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('nothingToChoose')}
            </Text>
          )}
        </Stack>
      </Paper>
    </Checkbox.Group>
  )
}
