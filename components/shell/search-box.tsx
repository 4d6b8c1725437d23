'use client'

import { Autocomplete } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { localText } from '@/lib/platform/i18n/locales'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Suggestion {
  id: string
  name: { en?: string; zh?: string }
  brand: string | null
}

/** Search from everywhere: `/` goes there, results come while typing, Enter opens the catalog. */
export function SearchBox({ locale }: { locale: 'en' | 'zh' }) {
  const t = useTranslations('nav')
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 120)
  const [found, setFound] = useState<Suggestion[]>([])
  useHotkeys([['/', () => field.current?.focus()]])
  useEffect(() => {
    if (asked.trim().length < 2) return setFound([])
    const abort = new AbortController()
    fetch(`/api/suggest?q=${encodeURIComponent(asked)}`, { signal: abort.signal })
      .then((response) => (response.ok ? response.json() : { products: [] }))
      .then((answer) => setFound(answer.products))
      .catch(() => undefined)
    return () => abort.abort()
  }, [asked])
  const labels = new Map(
    found.map((product) => [`${localText(product.name, locale)}${product.brand ? ` · ${product.brand}` : ''}`, product.id]),
  )
  return (
    <Autocomplete
      ref={field}
      style={{ flex: 1, maxWidth: 560 }}
      aria-label={t('search')}
      placeholder={t('searchHint')}
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={setText}
      data={[...labels.keys()]}
      filter={({ options }) => options}
      onOptionSubmit={(label) => {
        const id = labels.get(label)
        if (id) router.push(`/catalog/${id}`)
        setTimeout(() => setText(''))
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !field.current?.getAttribute('aria-activedescendant'))
          router.push(`/catalog?q=${encodeURIComponent(text)}`)
      }}
    />
  )
}
