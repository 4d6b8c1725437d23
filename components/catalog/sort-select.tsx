'use client'

import { Select } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { searchSorts } from '@/lib/search/model'
import type { SearchParams } from '@/lib/search/schemas'
import { catalogHref } from './search-href'

export function SortSelect({ params }: { params: SearchParams }) {
  const t = useTranslations('catalog')
  const router = useRouter()
  return (
    <Select
      aria-label={t('sortBy')}
      data={searchSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
      value={params.sort}
      allowDeselect={false}
      onChange={(sort) => router.push(catalogHref({ ...params, sort: (sort ?? 'relevance') as SearchParams['sort'], page: 1 }))}
    />
  )
}
