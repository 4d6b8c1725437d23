'use client'

import { SimpleGrid, TextInput, type TextInputProps } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

type Words = { en?: string | undefined; zh?: string | undefined }

interface WordsProps {
  label: 'name' | 'reason'
  value: Words | null
  error?: string | undefined
  onChange(value: Words): void
}

/** A text in both languages; one of them is enough. */
export function WordsFields({ label, value, error, onChange }: WordsProps) {
  const t = useTranslations('configurator')
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" style={{ flex: 3, minWidth: 280 }}>
      {(['en', 'zh'] as const).map((language) => (
        <TextInput
          key={language}
          label={t(`${label}.${language}`)}
          maxLength={120}
          value={value?.[language] ?? ''}
          error={language === 'en' ? error : undefined}
          onChange={({ target }) => onChange({ ...value, [language]: target.value || undefined })}
        />
      ))}
    </SimpleGrid>
  )
}

interface IdProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  value: string
  /** when it is left: names in rules and formulas follow */
  onRename(id: string): void
}

/** The short name by which rules and formulas know a thing. */
export function IdField({ value, error, onRename, ...rest }: IdProps) {
  const t = useTranslations('configurator')
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  return (
    <TextInput
      maxLength={40}
      value={typed}
      error={/^[a-z][a-z0-9_]*$/.test(typed) ? error : t('idText')}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => typed !== value && onRename(typed)}
      {...rest}
    />
  )
}
