'use client'

import { Badge, Button, Card, Grid, GridCol, Group, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ask } from '@/components/shell/use-socket'
import { Dialog } from '@/components/ui/dialog'
import { formatClock, formatMoney, formatPercent } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { useProblemText } from '@/components/ui/use-action'
import type { EventDetails } from '@/lib/auction/views'
import type { BuyerView, ControlMessage } from '@/lib/auction/wire'
import { BidChart } from './bid-chart'
import { TimeLeft } from './clock'
import { ConnectionBar } from './connection-bar'
import { PriceClock } from './price-clock'
import { Replay } from './replay'
import { useRoom, useServerNow } from './use-room'

/** The buyer's console: chart of bids, bidders with presence, savings, controls with confirmation. */
export function BuyerConsole({ event, locale, controls }: { event: EventDetails; locale: 'en' | 'zh'; controls: boolean }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const room = useRoom(event.id)
  const now = useServerNow(room.offset)
  const names = new Map(event.invitations.map((invitation) => [invitation.alias, invitation.name]))
  const problemText = useProblemText()
  const control = async (message: ControlMessage) => {
    if (!room.socket) return false
    const answer = await ask(room.socket, 'control', message)
    if (!answer.ok) notifications.show({ color: 'red', message: problemText(answer.problem).text })
    return answer.ok
  }
  return (
    <Stack>
      <ConnectionBar room={room} />
      {event.lots.map((lot) => {
        const view = room.lots.get(lot.id)
        if (view?.side !== 'buyer') return null
        const money = (amount: string | null) => (amount === null ? '–' : formatMoney(amount, event.currency, numbers))
        return (
          <Card key={lot.id} withBorder data-testid="lot">
            <Group justify="space-between" mb="sm">
              <Title order={2}>{lot.title}</Title>
              {controls && view.phase !== 'closed' && view.phase !== 'pending' && <Controls view={view} control={control} />}
            </Group>
            <SimpleGrid cols={{ base: 2, sm: 4 }} mb="md">
              {view.priceClock && view.phase !== 'pending' ? (
                <PriceClock lot={view} currency={event.currency} now={now} size={26} />
              ) : (
                <Figure label={t('timeLeft')}>
                  <TimeLeft lot={view} now={now} size={26} />
                </Figure>
              )}
              <Figure label={t('lead')}>
                <Text fz={26} fw={700} data-testid="lead">
                  {money(view.lead)}
                </Text>
                {view.reserveMet !== null && (
                  <Badge color={view.reserveMet ? 'green' : 'orange'}>{view.reserveMet ? t('reserveMet') : t('reserveNotMet')}</Badge>
                )}
              </Figure>
              <Figure label={t('savingsToCeiling')}>
                <Text fz={26} fw={700}>
                  {view.savingsToCeiling ? formatPercent(view.savingsToCeiling.percent, numbers) : '–'}
                </Text>
                <Text size="sm">{view.savingsToCeiling && money(view.savingsToCeiling.amount)}</Text>
              </Figure>
              <Figure label={t('savingsToBaseline')}>
                <Text fz={26} fw={700}>
                  {view.savingsToBaseline ? formatPercent(view.savingsToBaseline.percent, numbers) : '–'}
                </Text>
                <Text size="sm">{view.savingsToBaseline && money(view.savingsToBaseline.amount)}</Text>
              </Figure>
            </SimpleGrid>
            <Grid>
              <GridCol span={{ base: 12, md: 7 }}>
                {view.sealed ? (
                  <Text>{t('sealedBuyer', { count: view.handedIn.length })}</Text>
                ) : (
                  <BidChart view={view} names={names} ceiling={view.ceiling} reserve={view.reserve} />
                )}
              </GridCol>
              <GridCol span={{ base: 12, md: 5 }}>
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
                    {event.invitations
                      .map((invitation) => ({ invitation, standing: view.standing.find((entry) => entry.bidder === invitation.alias) }))
                      .sort((a, b) => (a.standing?.rank ?? 999) - (b.standing?.rank ?? 999))
                      .map(({ invitation, standing }) => (
                        <tr key={invitation.alias}>
                          <td>{standing?.rank ?? '–'}</td>
                          <td>
                            {invitation.name}{' '}
                            <Text component="span" size="xs" c="dimmed">
                              {invitation.alias}
                            </Text>{' '}
                            {view.accepted.includes(invitation.alias) && view.phase !== 'closed' && (
                              <Badge color="green">{t('acceptedStep')}</Badge>
                            )}
                          </td>
                          <td className="number">
                            {view.sealed
                              ? t(view.handedIn.includes(invitation.alias) ? 'handedIn' : 'notHandedIn')
                              : money(standing?.amount ?? null)}
                          </td>
                          <td>
                            {invitation.state !== 'accepted' ? (
                              <Badge color="gray">{t(`invitation.${invitation.state}`)}</Badge>
                            ) : view.eliminated.includes(invitation.alias) ? (
                              <Badge color="red">{t('outBadge')}</Badge>
                            ) : (
                              <Badge color={room.present.includes(invitation.alias) ? 'green' : 'gray'}>
                                {room.present.includes(invitation.alias) ? t('here') : t('away')}
                              </Badge>
                            )}
                          </td>
                        </tr>
                      ))}
                  </tbody>
                </table>
              </GridCol>
            </Grid>
            {view.phase === 'closed' && <Replay lotId={lot.id} currency={event.currency} names={names} final={view} />}
            {!view.sealed && (
              <BidLog
                view={view}
                names={names}
                currency={event.currency}
                locale={locale}
                control={controls && view.phase !== 'closed' && !view.priceClock ? control : null}
              />
            )}
          </Card>
        )
      })}
    </Stack>
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

type Control = (message: ControlMessage) => Promise<boolean>

function Controls({ view, control }: { view: BuyerView; control: Control }) {
  const t = useTranslations('room')
  const { lotId } = view
  return (
    <Group gap="xs">
      {view.phase === 'paused' ? (
        <Button size="xs" onClick={() => control({ lotId, do: 'resume' })}>
          {t('resume')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => window.confirm(t('pauseSure')) && control({ lotId, do: 'pause' })}>
          {t('pause')}
        </Button>
      )}
      {!view.priceClock && (
        <Button
          size="xs"
          variant="default"
          onClick={() => window.confirm(t('extendSure')) && control({ lotId, do: 'extend', seconds: 300 })}
        >
          {t('extend')}
        </Button>
      )}
      <Button size="xs" variant="default" color="red" onClick={() => window.confirm(t('closeSure')) && control({ lotId, do: 'close' })}>
        {t('closeNow')}
      </Button>
    </Group>
  )
}

const SHOWN = 12

/** The last bids, newest first; one can be taken back with a reason. */
function BidLog({
  view,
  names,
  currency,
  locale,
  control,
}: {
  view: BuyerView
  names: Map<string, string>
  currency: string
  locale: 'en' | 'zh'
  control: Control | null
}) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  const [retracting, setRetracting] = useState<{ of: string; bid: string } | null>(null)
  const [reason, setReason] = useState('')
  if (view.log.length === 0) return <Text c="dimmed">{t('noBids')}</Text>
  return (
    <>
      <table className="table" style={{ marginTop: 16 }} aria-label={t('log')}>
        <thead>
          <tr>
            <th>{t('time')}</th>
            <th>{t('bidder')}</th>
            <th className="number">{t('amount')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {view.log
            .slice(-SHOWN)
            .reverse()
            .map((bid) => (
              <tr key={bid.index}>
                <td>{formatClock(bid.at, locale, zone)}</td>
                <td>{names.get(bid.bidder) ?? bid.bidder}</td>
                <td className="number">{formatMoney(bid.amount, currency, numbers)}</td>
                <td>
                  {bid.source === 'proxy' && <Badge color="gray">{t('automatic')}</Badge>}
                  {bid.retracted ? (
                    <Badge color="gray">{t('retracted')}</Badge>
                  ) : (
                    control &&
                    bid.id && (
                      <Button size="compact-xs" variant="subtle" onClick={() => setRetracting({ of: bid.bidder, bid: bid.id ?? '' })}>
                        {t('retract')}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <Dialog opened={retracting !== null} onClose={() => setRetracting(null)} title={t('retract')}>
        <form
          onSubmit={async (event) => {
            event.preventDefault()
            if (retracting && control && (await control({ lotId: view.lotId, do: 'retract', ...retracting, reason }))) {
              setRetracting(null)
              setReason('')
            }
          }}
        >
          <Stack>
            <Text size="sm">{t('retractText')}</Text>
            <Textarea label={t('reason')} required minLength={3} value={reason} onChange={(event) => setReason(event.target.value)} />
            <Button type="submit">{t('retract')}</Button>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
