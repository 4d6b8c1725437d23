'use client'

import { Button, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { priceNow } from '@/lib/sourcing/auction/rules/formats/price-now'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'
import { BidFeedback } from './bid-feedback'
import { useBid } from './use-bid'
import type { Room } from './use-room'

interface Props {
  room: Room
  view: BidderView
  /** whoever accepts first takes the lot */
  takes: boolean
  unit: string
  locale: 'en' | 'zh'
  now: number
}

/** One big button: accept the price that the clock shows. The server's clock says which one that was. */
export function AcceptForm({ room, view, takes, unit, locale, now }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const { send, pending, feedback, forget } = useBid(room, view.lotId, 'accept')
  const price = priceNow(view, now)?.price
  const closed = !room.joined || view.phase !== 'open' || view.accepted || view.eliminated || !price
  return (
    <Stack gap="xs">
      <Button
        size="xl"
        fullWidth
        loading={pending}
        disabled={closed}
        onClick={() => {
          forget()
          void send('')
        }}
      >
        {view.accepted && price
          ? t('stepAccepted', { amount: formatBid(price, unit, numbers) })
          : price && view.phase === 'open'
            ? t(takes ? 'takeIt' : 'acceptPrice', { amount: formatBid(price, unit, numbers) })
            : t('acceptWhenOpen')}
      </Button>
      <Text size="sm" c="dimmed">
        {t(view.eliminated ? 'outText' : takes ? 'takeText' : 'acceptText')}
      </Text>
      <div aria-live="assertive">
        <BidFeedback of="accept" feedback={feedback} unit={unit} locale={locale} />
      </div>
    </Stack>
  )
}
