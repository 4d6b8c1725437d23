'use client'

import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { searchSorts } from '@/lib/search/model'
import type { SearchParams } from '@/lib/search/schemas'
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
