import { Badge, Stack, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { EventStateBadge, isLive } from '@/components/sourcing/auction/event-state-badge'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatBid } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshAt } from '@/components/ui/refresh-at'
import { RelativeTime } from '@/components/ui/relative-time'
import { singleValues } from '@/components/ui/single-values'
import { may } from '@/lib/parties/identity/abilities'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { DONE_STATES, listEvents, OPEN_STATES } from '@/lib/sourcing/events/queries'
import { pageContext, show } from '../../../request-context'

/** Auctions: live ones first, then upcoming, then done. */
export default async function AuctionsPage({ searchParams }: { searchParams: Promise<{ after?: string }> }) {
  const ctx = await pageContext()
  const { after } = singleValues(await searchParams)
  const t = await getTranslations('auctions')
  const numbers = ctx.actor.numberFormat
  const [open, done] = await Promise.all([
    after ? { events: [] } : show(listEvents(ctx, { states: OPEN_STATES })),
    show(listEvents(ctx, { states: DONE_STATES, after }, 50)),
  ])
  const sources = may('source', 'Auction')(ctx.actor)
  const groups = [
    { key: 'live', events: open.events.filter(isLive) },
    { key: 'upcoming', events: open.events.filter((event) => !isLive(event) && event.state !== 'closed') },
    { key: 'decide', events: open.events.filter((event) => !isLive(event) && event.state === 'closed') },
    { key: 'done', events: done.events },
  ] as const
  return (
    <>
      <RefreshAt
        instants={open.events.flatMap(({ lots }) => lots.flatMap(({ opensAt, endsAt }) => [opensAt.toISOString(), endsAt.toISOString()]))}
      />
      <PageHeader title={t('title')} action={sources && <ButtonLink href="/auctions/new">{t('new')}</ButtonLink>} />
      {open.events.length + done.events.length === 0 && (
        <EmptyState
          title={t('empty')}
          text={sources ? t('emptyText') : t('emptyBidderText')}
          {...(sources && { action: { href: '/auctions/new', label: t('new') } })}
        />
      )}
      <Stack>
        {groups
          .filter((group) => group.events.length > 0)
          .map((group) => (
            <section key={group.key}>
              <Title order={2} mb="xs">
                {t(group.key)}
              </Title>
              <Events numbers={numbers} events={group.events} caption={t(group.key)} />
            </section>
          ))}
        {done.next && (
          <ButtonLink href={`/auctions?after=${done.next}`} variant="default">
            {t('older')}
          </ButtonLink>
        )}
      </Stack>
    </>
  )
}

interface EventsProps {
  numbers: NumberFormat
  events: Awaited<ReturnType<typeof listEvents>>['events']
  caption: string
}

async function Events({ numbers, events, caption }: EventsProps) {
  const t = await getTranslations('auctions')
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'title', header: t('event') },
        { key: 'buyer', header: t('buyer') },
        { key: 'lots', header: t('lots'), numeric: true },
        { key: 'lead', header: t('lead'), numeric: true },
        { key: 'clock', header: t('clock') },
        { key: 'state', header: t('state') },
      ]}
      rows={events.map((event) => {
        const lot = event.lots[0]
        const award = lot?.award
        return {
          id: event.id,
          href: `/auctions/${event.id}`,
          cells: {
            title: <AnchorLink href={`/auctions/${event.id}`}>{event.title}</AnchorLink>,
            buyer: event.buyer.name,
            lots: event.lots.length,
            lead: award ? formatBid(award.price, lot.unit, numbers) : lot?.leadAmount ? formatBid(lot.leadAmount, lot.unit, numbers) : '–',
            clock: lot && <RelativeTime at={(lot.phase === 'pending' ? lot.opensAt : lot.endsAt).toISOString()} />,
            state: (
              <>
                <EventStateBadge event={event} />{' '}
                {event.round > 1 && <Badge color="gray">{t('roundNumber', { round: event.round })}</Badge>}{' '}
                {event.training && <Badge color="violet">{t('training')}</Badge>} {award?.own && <Badge color="green">{t('won')}</Badge>}
                {!event.own && event.state === 'published' && event.invitations[0] && event.invitations[0].state !== 'accepted' && (
                  <Badge color="orange">{t(`invitation.${event.invitations[0].state}`)}</Badge>
                )}
              </>
            ),
          },
        }
      })}
    />
  )
}
