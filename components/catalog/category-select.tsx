'use client'

import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

interface Category {
  code: string
  nameEn: string
  nameZh: string
}

/** A category of the tree, found by typing a part of its name or the beginning of its code. */
export function CategorySelect(props: Omit<SelectProps, 'data'>) {
  const t = useTranslations('offer')
  const locale = useLocale()
  const [text, setText] = useState(props.defaultValue ?? props.value ?? '')
  const [asked] = useDebouncedValue(text, 150)
  const [found, setFound] = useState<Category[]>([])
  useEffect(() => {
    const abort = new AbortController()
    // The text of a chosen one ends in its code.
    const q = /· (\d{8})$/.exec(asked)?.[1] ?? asked
    fetch(`/api/categories?q=${encodeURIComponent(q)}`, { signal: abort.signal })
      .then((response) => (response.ok ? response.json() : []))
      .then(setFound)
      .catch(() => undefined)
    return () => abort.abort()
  }, [asked])
  return (
    <Select
      {...props}
      searchable
      clearable
      placeholder={t('categoryHint')}
      onSearchChange={setText}
      filter={({ options }) => options}
      data={found.map(({ code, nameEn, nameZh }) => ({ value: code, label: `${locale === 'zh' ? nameZh : nameEn} · ${code}` }))}
    />
  )
}
