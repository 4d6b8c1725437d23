'use client'

import { Progress, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { priceNow } from '@/lib/sourcing/auction/rules/formats/price-now'
import type { LotClock } from '@/lib/sourcing/auction/rules/wire'
import { countdown } from './clock'

/** The price of a price clock, large, with what comes next and how long it stays. */
export function PriceClock({ lot, unit, now, size = 32 }: { lot: LotClock; unit: string; now: number; size?: number }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const shown = priceNow(lot, now)
  if (!shown) return null
  const urgent = lot.phase === 'open' && shown.left < 5000
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t(lot.phase === 'pending' ? 'firstPrice' : 'priceNow')}
      </Text>
      <Text fz={size} fw={700} lh={1.1} data-testid="price" suppressHydrationWarning>
        {formatBid(shown.price, unit, numbers)}
      </Text>
      {lot.phase !== 'pending' && (
        <>
          <Progress
            value={100 - shown.over * 100}
            color={urgent ? 'red' : undefined}
            size="sm"
            my={6}
            transitionDuration={lot.phase === 'open' ? 200 : 0}
            aria-hidden
          />
          <Text size="sm" role="timer" suppressHydrationWarning>
            {lot.phase === 'paused'
              ? t('paused')
              : shown.left === 0
                ? t('stepOver')
                : shown.next === null
                  ? t('lastStep', { left: countdown(shown.left) })
                  : t('nextStep', { amount: formatBid(shown.next, unit, numbers), left: countdown(shown.left) })}
          </Text>
        </>
      )}
    </div>
  )
}
