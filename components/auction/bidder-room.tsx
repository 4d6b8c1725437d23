'use client'

import { Card, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useTimeZone, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { formatClock, formatMoney } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { hasPriceClock } from '@/lib/auction/formats/rooms'
import type { EventDetails } from '@/lib/auction/views'
import type { BidderView } from '@/lib/auction/wire'
import { AcceptForm } from './accept-form'
import { BidForm } from './bid-form'
import { TimeLeft } from './clock'
import { ConnectionBar } from './connection-bar'
import { PriceClock } from './price-clock'
import { ProxyForm } from './proxy-form'
import { Replay } from './replay'
import { playTone } from './tone'
import { useRoom, useServerNow } from './use-room'

/** The bidder's room: rank, time left and next bid are big; all else is below. */
export function BidderRoom({ event, locale, bids }: { event: EventDetails; locale: 'en' | 'zh'; bids: boolean }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  const room = useRoom(event.id)
  const now = useServerNow(room.offset)
  const [sound, setSound] = useLocalStorage({ key: 'stoa-sound', defaultValue: true })
  return (
    <Stack>
      <ConnectionBar room={room} />
      {event.lots.map((lot) => {
        const view = room.lots.get(lot.id)
        if (view?.side !== 'bidder') return null
        const clock = hasPriceClock(lot.rules.format)
        return (
          <Card key={lot.id} withBorder data-testid="lot">
            <Title order={2} mb="sm">
              {lot.title}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 3 }} mb="md">
              {clock ? (
                <StandingCard view={view} />
              ) : view.sealed ? (
                <SealedCard view={view} />
              ) : (
                <RankCard view={view} seesRank={event.visibility === 'lead_and_rank' || event.visibility === 'rank'} sound={sound} />
              )}
              {clock && view.priceClock && <PriceClock lot={view} currency={event.currency} now={now} />}
              {(!clock || view.phase === 'pending' || view.phase === 'closed') && (
                <div>
                  <Text size="sm" c="dimmed">
                    {t('timeLeft')}
                  </Text>
                  <TimeLeft lot={view} now={now} />
                </div>
              )}
              <div>
                <Text size="sm" c="dimmed">
                  {view.lead ? t('lead') : t('ceiling')}
                </Text>
                <Text fz={24} fw={700} data-testid="lead">
                  {view.lead
                    ? formatMoney(view.lead, event.currency, numbers)
                    : view.ceiling
                      ? formatMoney(view.ceiling, event.currency, numbers)
                      : '–'}
                </Text>
                <Text size="sm">
                  {view.standing ? t('myBid', { amount: formatMoney(view.standing, event.currency, numbers) }) : t('noBidYet')}
                </Text>
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
              bids && (
                <Stack gap="sm">
                  {clock ? (
                    <AcceptForm
                      room={room}
                      view={view}
                      takes={lot.rules.format === 'dutch-reverse'}
                      currency={event.currency}
                      locale={locale}
                      now={now}
                    />
                  ) : (
                    <BidForm room={room} view={view} currency={event.currency} locale={locale} now={now} />
                  )}
                  {view.proxies && <ProxyForm room={room} view={view} currency={event.currency} locale={locale} />}
                </Stack>
              )
            )}
            {view.phase === 'closed' && event.invitation?.state === 'accepted' && <Replay lotId={lot.id} currency={event.currency} />}
            {view.ownBids.length > 0 && (
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
                      <td className="number">{formatMoney(bid.amount, event.currency, numbers)}</td>
                      <td>{bid.retracted ? t('retracted') : bid.source === 'proxy' ? t('byLimit') : t('accepted')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Card>
        )
      })}
      <Switch label={t('sound')} checked={sound} onChange={(event) => setSound(event.target.checked)} />
    </Stack>
  )
}

/** In place of a rank, at a price clock: still in, out, or through. */
function StandingCard({ view }: { view: BidderView }) {
  const t = useTranslations('room')
  const word = view.eliminated ? 'out' : view.phase === 'closed' ? 'overNow' : view.accepted ? 'inAccepted' : 'in'
  const colour = { out: 'var(--stoa-bad)', inAccepted: 'var(--stoa-good)', in: undefined, overNow: undefined }[word]
  return <StateCard title={t('standing')} word={t(word)} colour={colour} />
}

/** In place of a rank: whether the own bid is in, and that nobody sees it. */
function SealedCard({ view }: { view: BidderView }) {
  const t = useTranslations('room')
  return (
    <StateCard
      title={t('sealedTitle')}
      word={t(view.standing ? 'handedIn' : 'notHandedIn')}
      colour={view.standing ? 'var(--stoa-good)' : undefined}
      text={t('sealedBidder')}
    />
  )
}

function StateCard({ title, word, colour, text }: { title: string; word: string; colour: string | undefined; text?: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fz={24} fw={700} c={colour} data-testid="rank" aria-live="polite">
        {word}
      </Text>
      {text && <Text size="sm">{text}</Text>}
    </div>
  )
}

/** The own rank; flashes once when it changes, with sound if that is on. */
function RankCard({ view, seesRank, sound }: { view: BidderView; seesRank: boolean; sound: boolean }) {
  const t = useTranslations('room')
  const before = useRef(view.rank)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (before.current === view.rank) return
    const better = before.current === null || (view.rank !== null && view.rank < before.current)
    before.current = view.rank
    card.current?.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: 600 })
    if (sound) playTone(better)
  }, [view.rank, sound])
  const word = !seesRank ? t('rankHidden') : view.rank === null ? t('noRank') : view.rank === 1 ? t('leading') : t('outbid')
  return (
    <div ref={card}>
      <Text size="sm" c="dimmed">
        {t('rank')}
      </Text>
      <Text
        fz={40}
        fw={700}
        lh={1.1}
        c={view.rank === 1 ? 'var(--stoa-good)' : view.rank ? 'var(--stoa-warn)' : undefined}
        data-testid="rank"
      >
        {view.rank ?? '–'}
      </Text>
      <Text size="sm" aria-live="polite">
        {word}
      </Text>
    </div>
  )
}
