'use client'

import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { type AuctionFormat, bidsRise } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'
import { BidFeedback } from './bid-feedback'
import { useBid } from './use-bid'
import type { Room } from './use-room'

/**
 * One field with the next valid bid filled in, one button. A slip of the finger is asked about before it counts; a
 * refused bid says why and fills in the nearest valid one.
 */
export function BidForm({
  room,
  view,
  format,
  unit,
  locale,
  now,
}: {
  room: Room
  view: BidderView
  format: AuctionFormat
  unit: string
  locale: 'en' | 'zh'
  now: number
}) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const [outlier, setOutlier] = useState<string | null>(null)
  const { send, pending, feedback, forget } = useBid(room, view.lotId, 'bid')
  const field = useRef<HTMLInputElement>(null)
  const amount = typed ?? decimalToTyped(view.next ?? '', numbers)
  const nextKnown = useRef(view.next)
  useEffect(() => {
    // What was typed stays until it is no longer a valid bid; a proposal simply follows the lead.
    const behind = Number(view.next) - Number(typedToDecimal(typed ?? '', numbers))
    if (nextKnown.current !== view.next && typed !== null && view.next !== null && (bidsRise(format) ? behind > 0 : behind < 0))
      setTyped(null)
    nextKnown.current = view.next
  }, [view.next, typed, numbers, format])

  const bid = async (text: string, confirm: boolean) => {
    const answer = await send(text, confirm)
    if (answer?.code === 'OUTLIER_UNCONFIRMED') setOutlier(text)
    else if (answer) {
      setTyped(null)
      setOutlier(null)
    }
    field.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    forget()
    void bid(amount, false)
  }
  const closingSoon = view.phase === 'open' && view.endsAt !== null && now > 0 && Date.parse(view.endsAt) - now < 3000
  return (
    <Stack gap="xs">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            ref={field}
            label={t(view.sealed ? 'sealedBid' : 'nextBid', { currency: unit })}
            size="lg"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={(event) => setTyped(event.target.value)}
            style={{ flex: 1, minWidth: 140 }}
            styles={{ input: { textAlign: 'right', fontWeight: 700 } }}
          />
          <Button type="submit" size="lg" loading={pending} disabled={!room.joined || view.phase !== 'open'}>
            {t('bid')}
          </Button>
        </Group>
      </form>
      {closingSoon && (
        <Text size="sm" c="var(--stoa-warn)">
          {t('closingSoon')}
        </Text>
      )}
      <div aria-live="assertive">
        {outlier !== null && (
          <Alert color="orange" title={t('outlierTitle')}>
            <Group>
              <Text size="sm">{t('outlierText', { amount: formatBid(typedToDecimal(outlier, numbers), unit, numbers) })}</Text>
              <Button size="xs" color="orange.9" onClick={() => bid(outlier, true)} loading={pending}>
                {t('outlierConfirm')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setOutlier(null)}>
                {t('outlierBack')}
              </Button>
            </Group>
          </Alert>
        )}
        <BidFeedback of="bid" feedback={feedback} unit={unit} locale={locale} />
      </div>
    </Stack>
  )
}
