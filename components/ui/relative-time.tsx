'use client'

import { useFormatter, useLocale, useNow, useTimeZone } from 'next-intl'
import type { Locale } from '@/lib/platform/i18n/locales'
import { formatTime } from './format'

/** 'in 12 min', with the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormatter()
  const locale = useLocale() as Locale
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow({ updateInterval: 15_000 })
  const when = new Date(at)
  return (
    <time dateTime={at} title={formatTime(when, locale, zone)} suppressHydrationWarning>
      {format.relativeTime(when, now)}
    </time>
  )
}
