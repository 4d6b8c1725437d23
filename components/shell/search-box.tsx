'use client'

import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { SuggestField } from '@/components/ui/suggest-field'
import { useAnswer } from '@/components/ui/use-answer'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { localText } from '@/lib/platform/i18n/locales'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Answer {
  products: { id: string; name: LocalizedText; brand: string | null }[]
}

/** Search from everywhere: `/` goes there, results come while typing, Enter opens the catalog or the marked product. */
export function SearchBox({ locale }: { locale: 'en' | 'zh' }) {
  const t = useTranslations('nav')
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const typed = text.trim()
  const answer = useAnswer<Answer>(typed.length < 2 ? null : `/api/suggest?q=${encodeURIComponent(typed)}`)
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <SuggestField
      ref={field}
      style={{ flex: 1, maxWidth: 560 }}
      aria-label={t('search')}
      placeholder={t('searchHint')}
      leftSection={<IconSearch size={16} />}
      text={text}
      onText={setText}
      suggestions={(answer?.products ?? []).map(({ id, name, brand }) => ({
        value: id,
        label: [localText(name, locale), brand].filter(Boolean).join(' · '),
      }))}
      onChoose={({ value }) => {
        setText('')
        router.push(`/catalog/${value}`)
      }}
      onEnter={() => router.push(`/catalog?q=${encodeURIComponent(text)}`)}
    />
  )
}
