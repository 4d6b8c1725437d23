'use client'

import { useFormatter, useNow } from 'next-intl'

/** 'in 12 min', with the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 15_000 })
  const when = new Date(at)
  return (
    <time dateTime={at} title={format.dateTime(when, { dateStyle: 'full', timeStyle: 'long' })} suppressHydrationWarning>
      {format.relativeTime(when, now)}
    </time>
  )
}
