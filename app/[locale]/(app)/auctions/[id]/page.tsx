import { Alert, Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import {
  answerQuestionAction,
  askQuestionAction,
  awardLotAction,
  leaveUnawardedAction,
  sendMessageAction,
  takeAwardBackAction,
} from '@/app/actions/sourcing'
import { BidderRoom } from '@/components/sourcing/auction/bidder-room'
import { DryRun } from '@/components/sourcing/auction/dry-run'
import { EventStateBadge } from '@/components/sourcing/auction/event-state-badge'
import { EventTalk } from '@/components/sourcing/auction/event-talk'
import { AwardPanel, BuyerConsole, NextRound } from '@/components/sourcing/auction/lazy-panels'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshAt } from '@/components/ui/refresh-at'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { standingBidsInClosedLots } from '@/lib/sourcing/auction/live/ledger-queries'
import { getEvent } from '@/lib/sourcing/events/queries'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { pageContext, show } from '../../../../request-context'
import { AuctionActions } from './auction-actions'
import { Rules } from './rules'
import { Terms } from './terms'

/** An auction: the room of a bidder, the console of the buyer, and what was agreed around it. */
export default async function AuctionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const event = await show(getEvent(ctx, id))
  const buyer = event.side === 'buyer'
  const bids = buyer && event.state === 'closed' ? await standingBidsInClosedLots(ctx, id) : {}
  const sources = may('source', 'Auction')(ctx.actor)
  const maySubmitBids = may('bid', 'Bid')(ctx.actor)
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm">
            {event.title} <EventStateBadge event={event} />
            {event.training && <Badge color="violet">{t('training')}</Badge>}
          </Group>
        }
        crumbs={[{ href: '/auctions', label: t('title') }]}
        subtitle={<Subtitle event={event} />}
        action={buyer && <AuctionActions event={event} sources={sources} />}
      />
      <Stack>
        {event.training && <Alert color="violet">{t('trainingText')}</Alert>}
        {!buyer && event.invitation?.state !== 'accepted' && event.state === 'published' && (
          <>
            <Terms event={event} />
            <RefreshAt instants={event.lots.flatMap(({ opensAt, endsAt }) => [opensAt, endsAt])} />
          </>
        )}
        {event.state !== 'draft' &&
          event.state !== 'cancelled' &&
          event.invitation?.state !== 'declined' &&
          (buyer ? (
            <BuyerConsole event={event} locale={locale} controls={sources} />
          ) : (
            <BidderRoom event={event} locale={locale} bids={maySubmitBids && event.invitation?.state === 'accepted'} />
          ))}
        {buyer && ['closed', 'continued', 'awarded', 'unsuccessful'].includes(event.state) && (
          <AwardPanel
            event={event}
            bids={bids}
            awards={may('award', 'Auction')(ctx.actor)}
            award={awardLotAction}
            takeBack={takeAwardBackAction}
            leave={leaveUnawardedAction}
          />
        )}
        {buyer && sources && event.state === 'draft' && <DryRun event={event} />}
        {buyer && sources && event.state === 'closed' && <NextRound event={event} bids={bids} />}
        <Rules event={event} numbers={ctx.actor.numberFormat} timeZone={ctx.actor.timeZone} />
        {event.state !== 'draft' && <Talk event={event} ctx={ctx} buyer={buyer} maySubmitBids={maySubmitBids} sources={sources} />}
      </Stack>
    </>
  )
}

async function Subtitle({ event }: { event: EventDetails }) {
  const t = await getTranslations('auctions')
  return (
    <>
      {event.number} · {event.buyer.name}
      {(event.round > 1 || event.otherRounds.length > 0) && ` · ${t('roundNumber', { round: event.round })}`}
      {event.otherRounds.map((other) => (
        <Fragment key={other.id}>
          {' · '}
          <AnchorLink href={`/auctions/${other.id}`} underline="always">
            {t('roundNumber', { round: other.round })}
          </AnchorLink>
        </Fragment>
      ))}
    </>
  )
}

interface TalkProps {
  event: EventDetails
  ctx: ReadContext
  buyer: boolean
  maySubmitBids: boolean
  sources: boolean
}

async function Talk({ event, ctx, buyer, maySubmitBids, sources }: TalkProps) {
  const locale = (await getLocale()) as Locale
  return (
    <EventTalk
      event={event}
      locale={locale}
      timeZone={ctx.actor.timeZone}
      asks={!buyer && maySubmitBids}
      answers={buyer && sources}
      ask={askQuestionAction}
      answer={answerQuestionAction}
      send={sendMessageAction}
    />
  )
}
