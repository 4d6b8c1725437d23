'use client'

import { Badge, Card, Grid, GridCol, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatBid, formatMoney, formatPercent } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BuyerView } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { BidChart } from './bid-chart'
import { BidLog } from './bid-log'
import { useBidderNames } from './bidder-names'
import { TimeLeft } from './clock'
import { type Control, LotControls } from './lot-controls'
import { PriceClock } from './price-clock'
import { Replay } from './replay'
import { SurrogateBid } from './surrogate-bid'

interface Props {
  event: EventDetails
  lot: EventDetails['lots'][number]
  view: BuyerView
  present: readonly string[]
  now: number
  locale: 'en' | 'zh'
  /** null for who may only look on */
  control: Control | null
  waits: boolean
}

/** One lot on the buyer's console: lead and savings, chart, bidders with presence, bids, controls. */
export function BuyerLot({ event, lot, view, present, now, locale, control, waits }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const { format } = lot.rules
  const unit = amountUnit(lot.rules)
  const names = useBidderNames(event)
  const money = (amount: string | null) => (amount === null ? '–' : formatMoney(amount, event.currency, numbers))
  const bid = (amount: string | null) => (amount === null ? '–' : formatBid(amount, unit, numbers))
  const running = view.phase === 'open' || view.phase === 'paused'
  return (
    <Card withBorder data-testid="lot">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{lot.title}</Title>
        {control && running && <LotControls view={view} control={control} />}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mb="md">
        {view.priceClock && view.phase !== 'pending' ? (
          <PriceClock lot={view} unit={unit} now={now} size={26} />
        ) : (
          <Figure label={t('timeLeft')}>
            <TimeLeft lot={view} now={now} size={26} waits={waits} />
          </Figure>
        )}
        <Figure label={t('lead')}>
          <Text fz={{ base: 20, sm: 26 }} fw={700} data-testid="lead">
            {bid(view.lead)}
          </Text>
          {view.reserveMet !== null && (
            <Badge color={view.reserveMet ? 'green' : 'orange'}>{view.reserveMet ? t('reserveMet') : t('reserveNotMet')}</Badge>
          )}
        </Figure>
        {!traitsOf(format).discount && (
          <Saving label={t(traitsOf(format).sells ? 'gainToStart' : 'savingsToCeiling')} saving={view.savingsToCeiling} money={money} />
        )}
        <Saving
          label={t(traitsOf(format).sells ? 'gainToValue' : traitsOf(format).discount ? 'savingsToReference' : 'savingsToBaseline')}
          saving={view.savingsToBaseline}
          money={money}
        />
      </SimpleGrid>
      <Grid>
        <GridCol span={{ base: 12, md: 7 }}>
          {view.sealed ? (
            <Text>{t('sealedBuyer', { count: view.handedIn.length })}</Text>
          ) : (
            <BidChart view={view} names={names} ceiling={view.ceiling} reserve={view.reserve} format={format} />
          )}
        </GridCol>
        <GridCol span={{ base: 12, md: 5 }}>
          <Bidders event={event} names={names} view={view} present={present} bid={bid} />
        </GridCol>
      </Grid>
      {view.phase === 'closed' && <Replay lotId={lot.id} unit={unit} names={names} final={view} format={format} />}
      {control && view.phase === 'open' && !view.sealed && <SurrogateBid event={event} lot={lot} view={view} control={control} now={now} />}
      {!view.sealed && (
        <BidLog view={view} names={names} unit={unit} locale={locale} control={control && running && !view.priceClock ? control : null} />
      )}
    </Card>
  )
}

const Figure = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    {children}
  </div>
)

function Saving({ label, saving, money }: { label: string; saving: BuyerView['savingsToCeiling']; money: (amount: string) => string }) {
  const numbers = useNumberFormat()
  return (
    <Figure label={label}>
      <Text fz={{ base: 20, sm: 26 }} fw={700}>
        {saving ? formatPercent(saving.percent, numbers) : '–'}
      </Text>
      <Text size="sm">{saving && money(saving.amount)}</Text>
    </Figure>
  )
}

/** Everybody who was invited, best first, with who is in the room. */
function Bidders({
  event,
  names,
  view,
  present,
  bid,
}: Pick<Props, 'event' | 'view' | 'present'> & { names: Map<string, string>; bid: (amount: string | null) => string }) {
  const t = useTranslations('room')
  const rows = event.invitations
    .map((invitation) => ({ invitation, standing: view.standing.find((entry) => entry.bidder === invitation.alias) }))
    .sort((a, b) => (a.standing?.rank ?? 999) - (b.standing?.rank ?? 999))
  return (
    <table className="table" aria-label={t('bidders')}>
      <thead>
        <tr>
          <th>{t('rank')}</th>
          <th>{t('bidder')}</th>
          <th className="number">{t('amount')}</th>
          <th>{t('presence')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ invitation, standing }) => (
          <tr key={invitation.alias}>
            <td>{standing?.rank ?? '–'}</td>
            <td>
              {names.get(invitation.alias)}{' '}
              {invitation.name && (
                <Text component="span" size="xs" c="dimmed">
                  {invitation.alias}
                </Text>
              )}{' '}
              {view.accepted.includes(invitation.alias) && view.phase !== 'closed' && <Badge color="green">{t('acceptedStep')}</Badge>}
            </td>
            <td className="number">
              {view.sealed ? t(view.handedIn.includes(invitation.alias) ? 'handedIn' : 'notHandedIn') : bid(standing?.amount ?? null)}
            </td>
            <td>
              {invitation.state !== 'accepted' ? (
                <Badge color="gray">{t(`invitation.${invitation.state}`)}</Badge>
              ) : view.eliminated.includes(invitation.alias) ? (
                <Badge color="red">{t('outBadge')}</Badge>
              ) : (
                <Badge color={present.includes(invitation.alias) ? 'green' : 'gray'}>
                  {present.includes(invitation.alias) ? t('here') : t('away')}
                </Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
