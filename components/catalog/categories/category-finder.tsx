'use client'

import { useTranslations } from 'next-intl'
import { CategoryField } from '@/components/catalog/offers/category-field'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** Goes to a category by a part of its name or the beginning of its code. */
export function CategoryFinder() {
  const t = useTranslations('categories')
  const router = useRouter()
  return <CategoryField aria-label={t('find')} value={null} onChange={(code) => code && router.push(`/categories?at=${code}`)} />
}
