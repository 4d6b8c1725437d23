'use client'

import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { searchSorts } from '@/lib/discovery/search/model'
import type { SearchParams } from '@/lib/discovery/search/schemas'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { catalogHref } from './search-href'

export function SortSelect({ params }: { params: SearchParams }) {
  const t = useTranslations('catalog')
  const router = useRouter()
  return (
    <NativeSelect
      aria-label={t('sortBy')}
      data={searchSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
      value={params.sort}
      onChange={({ target }) => router.push(catalogHref({ ...params, sort: target.value as SearchParams['sort'], page: 1 }))}
    />
  )
}
