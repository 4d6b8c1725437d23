'use client'

import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { formatBid, formatClock } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { AcceptForm } from './accept-form'
import { BidForm } from './bid-form'
import { ceilingWord } from './ceiling-word'
import { TimeLeft } from './clock'
import { PriceClock } from './price-clock'
import { ProxyForm } from './proxy-form'
import { Replay } from './replay'
import { RankCard, SealedCard, StandingCard } from './standing-cards'
import type { Room } from './use-room'

interface Props {
  event: EventDetails
  lot: EventDetails['lots'][number]
  view: BidderView
  room: Room
  now: number
  locale: 'en' | 'zh'
  bids: boolean
  /** opens when the lot before it is over */
  waits: boolean
}

/** One lot as its bidder sees it: standing, time left and next bid are big; all else is below. */
export function BidderLot({ event, lot, view, room, now, locale, bids, waits }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const clock = traitsOf(lot.rules.format).kind === 'clock'
  const unit = amountUnit(lot.rules)
  const amount = (text: string) => formatBid(text, unit, numbers)
  return (
    <Card withBorder data-testid="lot">
      <Title order={2} mb="sm">
        {lot.title}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 3 }} mb="md">
        {clock ? (
          <StandingCard view={view} />
        ) : view.sealed ? (
          <SealedCard view={view} />
        ) : (
          <RankCard view={view} seesRank={event.visibility === 'lead_and_rank' || event.visibility === 'rank'} />
        )}
        {clock && view.priceClock && <PriceClock lot={view} unit={unit} now={now} />}
        {(!clock || view.phase === 'pending' || view.phase === 'closed') && (
          <div>
            <Text size="sm" c="dimmed">
              {t('timeLeft')}
            </Text>
            <TimeLeft lot={view} now={now} waits={waits} />
          </div>
        )}
        <div>
          <Text size="sm" c="dimmed">
            {view.lead ? t('lead') : t(ceilingWord(lot.rules.format))}
          </Text>
          <Text fz={24} fw={700} data-testid="lead">
            {view.lead ? amount(view.lead) : view.ceiling ? amount(view.ceiling) : '–'}
          </Text>
          <Text size="sm">{view.standing ? t('myBid', { amount: amount(view.standing) }) : t('noBidYet')}</Text>
        </div>
      </SimpleGrid>
      {view.retractions > 0 && (
        <Text size="sm" c="var(--stoa-warn)">
          {t('retractions', { count: view.retractions })}
        </Text>
      )}
      {view.phase === 'closed' ? (
        <Text fw={600}>{view.won === null ? t('decisionPending') : view.won ? t('bestAtEnd') : t('notBestAtEnd')}</Text>
      ) : (
        bids && <Bidding room={room} view={view} lot={lot} locale={locale} now={now} clock={clock} unit={unit} />
      )}
      {view.phase === 'closed' && event.invitation?.state === 'accepted' && <Replay lotId={lot.id} unit={unit} />}
      <OwnBids view={view} unit={unit} locale={locale} />
    </Card>
  )
}

function OwnBids({ view, unit, locale }: { view: BidderView; unit: string; locale: 'en' | 'zh' }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  if (view.ownBids.length === 0) return null
  return (
    <table className="table" style={{ marginTop: 16 }} aria-label={t('myBids')}>
      <thead>
        <tr>
          <th>{t('time')}</th>
          <th className="number">{t('amount')}</th>
          <th>{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {[...view.ownBids].reverse().map((bid) => (
          <tr key={bid.index}>
            <td>{formatClock(bid.at, locale, zone)}</td>
            <td className="number">{formatBid(bid.amount, unit, numbers)}</td>
            <td>{t(bid.retracted ? 'retracted' : bid.source === 'proxy' ? 'byLimit' : 'accepted')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface BiddingProps extends Pick<Props, 'room' | 'view' | 'lot' | 'locale' | 'now'> {
  clock: boolean
  unit: string
}

function Bidding({ room, view, lot, locale, now, clock, unit }: BiddingProps) {
  return (
    <Stack gap="sm">
      {clock ? (
        <AcceptForm room={room} view={view} takes={traitsOf(lot.rules.format).clockRises} unit={unit} locale={locale} now={now} />
      ) : (
        <BidForm room={room} view={view} format={lot.rules.format} unit={unit} locale={locale} now={now} />
      )}
      {view.proxies && <ProxyForm room={room} view={view} format={lot.rules.format} unit={unit} locale={locale} />}
    </Stack>
  )
}
