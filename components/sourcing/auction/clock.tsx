'use client'

import { Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { LotClock } from '@/lib/sourcing/auction/rules/wire'

/** 75 → '1:15' */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return `${hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : minutes}:${String(rest).padStart(2, '0')}`
}

/** Time left on the server's clock. Never decides anything: the server does. */
export function TimeLeft({ lot, now, size = 32, waits = false }: { lot: LotClock; now: number; size?: number; waits?: boolean }) {
  const t = useTranslations('room')
  const ends = lot.endsAt ? Date.parse(lot.endsAt) : null
  if (lot.phase === 'closed')
    return (
      <Text fz={size} fw={700}>
        {t('closed')}
      </Text>
    )
  if (lot.phase === 'paused')
    return (
      <Text fz={size} fw={700} c="var(--stoa-warn)">
        {t('paused')}
      </Text>
    )
  if (waits)
    return (
      <Text fz={size > 24 ? 24 : size} fw={700}>
        {t('waits')}
      </Text>
    )
  const left = lot.phase === 'pending' ? Date.parse(lot.opensAt) - now : (ends ?? now) - now
  const urgent = lot.phase === 'open' && left < 60_000
  return (
    <Stack gap={0}>
      <Text fz={size} fw={700} lh={1.1} c={urgent ? 'var(--stoa-bad)' : undefined} suppressHydrationWarning role="timer">
        {now === 0 ? '–:––' : countdown(left)}
      </Text>
      <Text size="xs" c="dimmed">
        {lot.phase === 'pending'
          ? t('untilOpen')
          : left <= 0
            ? t('closing')
            : lot.extensions > 0
              ? t('extended', { count: lot.extensions })
              : t('untilEnd')}
      </Text>
    </Stack>
  )
}

/** The same on one line of a table. */
export function LotTime({ lot, now, waits }: { lot: LotClock; now: number; waits: boolean }) {
  const t = useTranslations('room')
  if (lot.phase === 'closed' || lot.phase === 'paused') return <>{t(lot.phase)}</>
  if (waits) return <>{t('waits')}</>
  const until = lot.phase === 'pending' ? lot.opensAt : lot.endsAt
  const left = until === null ? 0 : Date.parse(until) - now
  return (
    <Text
      component="span"
      size="sm"
      className="number"
      role="timer"
      c={lot.phase === 'open' && left < 60_000 ? 'var(--stoa-bad)' : undefined}
      suppressHydrationWarning
    >
      {now === 0 ? '–:––' : lot.phase === 'pending' ? t('opensIn', { left: countdown(left) }) : countdown(left)}
    </Text>
  )
}
