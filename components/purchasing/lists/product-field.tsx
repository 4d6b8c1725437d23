'use client'

import { useState } from 'react'
import { SuggestField } from '@/components/ui/suggest-field'
import { useAnswer } from '@/components/ui/use-answer'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

interface Answer {
  products: { id: string; name: LocalizedText; brand: string | null }[]
}

interface Props {
  label: string
  locale: Locale
  onChoose(product: { id: string; name: string }): void
}

/** A product that the user may buy, found while typing. Empties itself when one is chosen. */
export function ProductField({ label, locale, onChoose }: Props) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const answer = useAnswer<Answer>(typed.length < 2 ? null : `/api/suggest?q=${encodeURIComponent(typed)}`)
  return (
    <SuggestField
      size="xs"
      style={{ flex: 1, minWidth: 200 }}
      label={label}
      text={text}
      onText={setText}
      suggestions={(answer?.products ?? []).map(({ id, name, brand }) => ({
        value: id,
        label: [localText(name, locale), brand].filter(Boolean).join(' · '),
      }))}
      onChoose={({ value, label: name }) => {
        setText('')
        onChoose({ id: value, name })
      }}
    />
  )
}
