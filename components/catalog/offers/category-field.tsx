'use client'

import type { TextInputProps } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { SuggestField } from '@/components/ui/suggest-field'
import { useAnswer } from '@/components/ui/use-answer'

interface Category {
  code: string
  nameEn: string
  nameZh: string
}

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** code of the chosen category */
  value: string | null
  onChange(code: string | null): void
}

/** A category of the tree, found by typing a part of its name or the beginning of its code; emptied, there is none. */
export function CategoryField({ value, onChange, ...rest }: Props) {
  const t = useTranslations('offer')
  const locale = useLocale()
  /** null while nobody types: then the chosen one is shown */
  const [typed, setTyped] = useState<string | null>(null)
  const found = useAnswer<Category[]>(`/api/categories?q=${encodeURIComponent(typed ?? value ?? '')}`) ?? []
  const label = ({ code, nameEn, nameZh }: Category) => `${locale === 'zh' ? nameZh : nameEn} · ${code}`
  const [chosen, setChosen] = useState<string | null>(null)
  const known = found.find(({ code }) => code === value)
  return (
    <SuggestField
      {...rest}
      placeholder={t('categoryHint')}
      text={typed ?? (value ? (known ? label(known) : (chosen ?? value)) : '')}
      onText={(text) => {
        setTyped(text)
        if (text.trim() === '') onChange(null)
      }}
      suggestions={rest.readOnly ? [] : found.map((category) => ({ value: category.code, label: label(category) }))}
      onChoose={(category) => {
        setChosen(category.label)
        setTyped(null)
        onChange(category.value)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
