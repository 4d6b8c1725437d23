'use client'

import { useSearchParams } from 'next/navigation'
import { useLocale } from 'next-intl'
import { Suspense } from 'react'
import { AnchorLink } from '@/components/ui/links'
import { usePathname } from '@/lib/platform/i18n/navigation'

/** The same page in the other language. */
export function LanguageSwitch() {
  return (
    <Suspense>
      <Switch />
    </Suspense>
  )
}

function Switch() {
  const other = useLocale() === 'en' ? 'zh' : 'en'
  const query = useSearchParams().toString()
  const path = usePathname()
  return (
    <AnchorLink href={query ? `${path}?${query}` : path} locale={other} lang={other === 'zh' ? 'zh-Hans' : 'en'} size="sm">
      {other === 'zh' ? '中文' : 'English'}
    </AnchorLink>
  )
}
