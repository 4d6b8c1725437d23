'use client'

import { Spotlight, spotlight } from '@mantine/spotlight'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { NavigationItem } from './navigation'

/** Ctrl-K: go to a page, find an order by its number, search the catalog, start an auction. */
export function CommandPalette({ items }: { items: NavigationItem[] }) {
  const t = useTranslations('nav')
  const router = useRouter()
  const [query, setQuery] = useState('')
  // It is fetched when it is first wanted, so it opens by itself.
  useEffect(() => spotlight.open(), [])
  const has = (key: string) => items.some((item) => item.key === key)
  const typed = query.trim()
  const actions = [
    ...items.map((item) => ({ id: item.key, label: t('goTo', { page: t(item.key) }), onClick: () => router.push(item.href) })),
    ...(has('auctions') && has('cart')
      ? [{ id: 'new-auction', label: t('startAuction'), onClick: () => router.push('/auctions/new') }]
      : []),
    ...(typed && has('orders')
      ? [
          {
            id: 'find-order',
            label: t('findOrder', { text: typed }),
            onClick: () => router.push(`/orders?search=${encodeURIComponent(typed)}`),
          },
        ]
      : []),
    ...(typed && has('catalog')
      ? [
          {
            id: 'find-product',
            label: t('findProduct', { text: typed }),
            onClick: () => router.push(`/catalog?q=${encodeURIComponent(typed)}`),
          },
        ]
      : []),
  ]
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      nothingFound={t('nothing')}
      searchProps={{ placeholder: t('paletteHint'), 'aria-label': t('paletteHint') }}
      filter={(text, all) =>
        all.filter(
          (action) =>
            'label' in action && (action.id?.startsWith('find-') || action.label?.toLowerCase().includes(text.toLowerCase().trim())),
        )
      }
    />
  )
}
