'use client'

import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { decimalToTyped } from '@/lib/platform/i18n/number-formats'
import { type AuctionFormat, bidsRise } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'
import { BidFeedback, NEAREST_FILLED } from './bid-feedback'
import { useBid } from './use-bid'
import type { Room } from './use-room'

interface Props {
  room: Room
  view: BidderView
  format: AuctionFormat
  unit: string
  locale: 'en' | 'zh'
}

/** A limit to which the engine bids by itself: always the least that leads. It is the bidder's secret. */
export function ProxyForm({ room, view, format, unit, locale }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const rises = bidsRise(format)
  const [limit, setLimit] = useState('')
  const { send, pending, feedback, forget } = useBid(room, view.lotId, 'proxy')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    forget()
    const answer = await send(limit)
    if (answer?.accepted) setLimit('')
    else if (answer?.code && NEAREST_FILLED.has(answer.code) && answer.view.next) setLimit(decimalToTyped(answer.view.next, numbers))
  }
  return (
    <details className="more" open={view.limit !== null || undefined}>
      <summary>
        {view.limit === null
          ? t('limitTitle')
          : t(rises ? 'limitHoldsRising' : 'limitHolds', { amount: formatBid(view.limit, unit, numbers) })}
      </summary>
      <Stack gap="xs" mt="xs">
        <Text size="sm" c="dimmed">
          {t(rises ? 'limitTextRising' : 'limitText')}
        </Text>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t('limit', { currency: unit })}
              inputMode="decimal"
              autoComplete="off"
              value={limit}
              onChange={(event) => setLimit(event.target.value)}
              style={{ flex: 1, minWidth: 140 }}
              styles={{ input: { textAlign: 'right' } }}
            />
            <Button type="submit" variant="default" loading={pending} disabled={!room.joined || view.phase !== 'open' || limit === ''}>
              {view.limit === null ? t('setLimit') : t(rises ? 'raiseLimit' : 'lowerLimit')}
            </Button>
          </Group>
        </form>
        <div aria-live="assertive">
          <BidFeedback of="proxy" feedback={feedback} unit={unit} locale={locale} />
        </div>
      </Stack>
    </details>
  )
}
