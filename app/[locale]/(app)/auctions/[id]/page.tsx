import { Alert, Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import {
  answerInvitationAction,
  answerQuestionAction,
  askQuestionAction,
  awardLotAction,
  cancelEventAction,
  leaveUnawardedAction,
  publishEventAction,
  sendMessageAction,
  takeAwardBackAction,
} from '@/app/actions/sourcing'
import { BidderRoom } from '@/components/sourcing/auction/bidder-room'
import { DryRun } from '@/components/sourcing/auction/dry-run'
import { EventStateBadge } from '@/components/sourcing/auction/event-state-badge'
import { EventTalk } from '@/components/sourcing/auction/event-talk'
import { AwardPanel, BuyerConsole, NextRound } from '@/components/sourcing/auction/lazy-panels'
import { stepWord } from '@/components/sourcing/auction/step-word'
import { ActionButton } from '@/components/ui/action-button'
import { formatBid, formatNumber, formatQuantity, formatTime } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { standingBidsInClosedLots } from '@/lib/sourcing/auction/live/ledger-queries'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { getEvent } from '@/lib/sourcing/events/queries'
import { pageContext, show } from '../../../../request-context'

/** An auction: the room of a bidder, the console of the buyer, and what was agreed around it. */
export default async function AuctionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { id } = await params
  const event = await show(getEvent(ctx, id))
  const buyer = event.side === 'buyer'
  const format = event.lots[0]?.rules.format
  const bids = buyer && event.state === 'closed' ? await standingBidsInClosedLots(ctx, id) : {}
  const sources = may('source', 'Auction')(ctx.actor)
  const maySubmitBids = may('bid', 'Bid')(ctx.actor)
  const pending = event.lots.every((lot) => lot.phase === 'pending')
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
        subtitle={
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
        }
        action={
          buyer && (
            <>
              {['published', 'closed'].includes(event.state) && (
                <ButtonLink variant="default" href={`/auctions/${id}/screen`} target="_blank">
                  {t('screen')}
                </ButtonLink>
              )}
              {sources && (event.state === 'draft' || (event.state === 'published' && pending)) && (
                <ActionButton variant="default" action={cancelEventAction} input={{ eventId: id }} confirm={t('cancelSure')}>
                  {t('cancelEvent')}
                </ActionButton>
              )}
              {sources && event.state === 'draft' && (
                <>
                  <ButtonLink variant="default" href={`/auctions/${id}/edit`}>
                    {t('edit')}
                  </ButtonLink>
                  <ActionButton action={publishEventAction} input={{ eventId: id }} done={t('publishedNotice')}>
                    {t('publish', { count: event.invitations.length })}
                  </ActionButton>
                </>
              )}
            </>
          )
        }
      />
      <Stack>
        {event.training && <Alert color="violet">{t('trainingText')}</Alert>}
        {!buyer && event.invitation?.state !== 'accepted' && event.state === 'published' && (
          <Card withBorder>
            <Stack>
              <Title order={2}>{t('acceptTerms')}</Title>
              <Text style={{ whiteSpace: 'pre-wrap' }}>{event.terms || t('noTerms')}</Text>
              {event.invitation?.state === 'declined' && <Alert color="gray">{t('declinedNotice')}</Alert>}
              {bids && (
                <Group>
                  <ActionButton action={answerInvitationAction} input={{ eventId: id, accept: true }} done={t('acceptedNotice')}>
                    {t('accept')}
                  </ActionButton>
                  {event.invitation?.state === 'invited' && (
                    <ActionButton variant="default" action={answerInvitationAction} input={{ eventId: id, accept: false }}>
                      {t('decline')}
                    </ActionButton>
                  )}
                </Group>
              )}
            </Stack>
          </Card>
        )}
        {event.state !== 'draft' &&
          event.state !== 'cancelled' &&
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
        <Card withBorder>
          <Title order={2} mb="xs">
            {t('rules')}
          </Title>
          <Stack gap={4}>
            {event.standstillDays !== null && (
              <Text size="sm" c="dimmed">
                {t('standstillSays', { days: event.standstillDays })}
              </Text>
            )}
            {event.description && <Text style={{ whiteSpace: 'pre-wrap' }}>{event.description}</Text>}
            {event.lots.map((lot) => (
              <Stack key={lot.id} gap={2}>
                <Text fw={600}>
                  {lot.title} ·{' '}
                  {lot.rules.ceiling &&
                    (traitsOf(lot.rules.format).clockRises && lot.rules.floor
                      ? t('rises', {
                          floor: formatBid(lot.rules.floor, amountUnit(lot.rules), numbers),
                          ceiling: formatBid(lot.rules.ceiling, amountUnit(lot.rules), numbers),
                        })
                      : t('startsAt', { amount: formatBid(lot.rules.ceiling, amountUnit(lot.rules), numbers), currency: '' }))}
                </Text>
                {lot.lines.map((line) => (
                  <Text key={line.id} size="sm">
                    {formatQuantity(line.quantity, line.unit, numbers, locale)} {localText(line.name, locale)}
                  </Text>
                ))}
                <Text size="sm" c="dimmed">
                  {formatTime(lot.opensAt, locale, ctx.actor.timeZone)} – {formatTime(lot.endsAt, locale, ctx.actor.timeZone)} (
                  {ctx.actor.timeZone})
                </Text>
                {lot.rules.criteria && (
                  <Text size="sm" c="dimmed">
                    {t('weighs', {
                      price: lot.rules.criteria.reduce((rest, { weight }) => rest - weight, 100),
                      criteria: lot.rules.criteria.map(({ name, weight }) => `${name} ${weight} %`).join(', '),
                    })}
                  </Text>
                )}
                {lot.rules.step && (
                  <Text size="sm" c="dimmed">
                    {t(stepWord(lot.rules.format, lot.rules.step.unit), {
                      step: formatNumber(lot.rules.step.minimum, numbers),
                      currency: amountUnit(lot.rules),
                      seconds: lot.rules.interval ?? 0,
                    })}
                    {lot.rules.overtime &&
                      ` · ${t('overtimeSays', { window: lot.rules.overtime.window, extend: lot.rules.overtime.extend })}`}
                  </Text>
                )}
              </Stack>
            ))}
            <Anchor size="sm" underline="always" href={`/api/events/${id}/workbook?lang=${locale}`}>
              {t('linesFile')}
            </Anchor>
            {format && <Text size="sm">{t(`format.${format}`)}</Text>}
            {!(format && (traitsOf(format).kind === 'sealed' || traitsOf(format).kind === 'clock')) && (
              <Text size="sm">{t(`visible.${event.visibility}`)}</Text>
            )}
            {event.terms && (
              <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
                {event.terms}
              </Text>
            )}
          </Stack>
        </Card>
        {event.state !== 'draft' && (
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
        )}
      </Stack>
    </>
  )
}
