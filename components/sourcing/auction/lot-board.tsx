'use client'

import { Button, Card, Group, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ComponentProps, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { decimalToTyped } from '@/lib/platform/i18n/number-formats'
import { priceNow } from '@/lib/sourcing/auction/rules/formats/price-now'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import { BidFeedback } from './bid-feedback'
import { BidderLot } from './bidder-lot'
import { ceilingWord } from './ceiling-word'
import { LotTime } from './clock'
import { useBid } from './use-bid'

/** Between bids that are sent together: twenty a second are taken. */
const SPACING_MS = 60

type LotProps = ComponentProps<typeof BidderLot>
type Shared = Omit<LotProps, 'lot' | 'view' | 'waits'>
type Entry = Pick<LotProps, 'lot' | 'view' | 'waits'>

/**
 * Many lots at once, a line each, made for the keyboard: Enter sends the bid and goes on to the next open lot, the arrows
 * go up and down, and Ctrl-Enter sends whatever was typed. Everything else about a lot is below, for the one that is chosen.
 */
export function LotBoard({ lots, ...shared }: Shared & { lots: Entry[] }) {
  const t = useTranslations('room')
  const [chosen, choose] = useState<string | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [sendAll, setSendAll] = useState(0)
  const shown = lots.find(({ lot }) => lot.id === chosen)
  const open = lots.filter(({ view }) => view.phase === 'open')
  const leading = open.filter(({ view }) => view.rank === 1).length

  /** To the field of a lot above or below, over those that take no bid now. */
  const move = (from: HTMLElement, by: 1 | -1) => {
    const fields = [...(body.current?.querySelectorAll<HTMLElement>('[data-offer]:not([disabled])') ?? [])]
    const field = fields[fields.indexOf(from) + by]
    field?.focus()
    if (field instanceof HTMLInputElement) field.select()
  }
  return (
    <Stack>
      <Card withBorder>
        <Text size="sm" mb="xs" aria-live="polite">
          {t('boardSummary', { lots: lots.length, open: open.length, leading })}
        </Text>
        {shared.bids && (
          <Text size="sm" c="dimmed" mb="xs" visibleFrom="sm">
            {t('boardKeys')}
          </Text>
        )}
        <table className="table rows" aria-label={t('lots')}>
          <thead>
            <tr>
              <th>{t('lot')}</th>
              <th>{t('timeLeft')}</th>
              <th className="number">{t('rank')}</th>
              <th className="number">{t('lead')}</th>
              <th className="number">{t('mine')}</th>
              <th className="number">{shared.bids ? t('bid') : ''}</th>
            </tr>
          </thead>
          <tbody
            ref={body}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && setSendAll((times) => times + 1)}
          >
            {lots.map((entry, place) => (
              <LotLine
                key={entry.lot.id}
                {...entry}
                {...shared}
                chosen={entry.lot.id === chosen}
                choose={() => choose(entry.lot.id === chosen ? null : entry.lot.id)}
                move={move}
                sendAll={{ times: sendAll, after: place * SPACING_MS }}
              />
            ))}
          </tbody>
        </table>
      </Card>
      {shown && <BidderLot key={shown.lot.id} {...shown} {...shared} />}
    </Stack>
  )
}

interface LineProps extends LotProps {
  chosen: boolean
  choose: () => void
  move: (from: HTMLElement, by: 1 | -1) => void
  /** each time it is asked for, what was typed is sent, some time after the lines above */
  sendAll: { times: number; after: number }
}

function LotLine({ event, lot, view, room, now, locale, bids, waits, chosen, choose, move, sendAll }: LineProps) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const clock = traitsOf(lot.rules.format).kind === 'clock'
  const unit = amountUnit(lot.rules)
  const amount = (text: string | null) => (text === null ? '–' : formatBid(text, unit, numbers))
  const seesRank = !view.sealed && (event.visibility === 'lead_and_rank' || event.visibility === 'rank')
  return (
    <tr data-testid="lot-line" aria-current={chosen || undefined}>
      <td data-label={t('lot')}>
        <UnstyledButton onClick={choose} aria-expanded={chosen} fw={600} fz="sm" mih={24}>
          {lot.title}
        </UnstyledButton>
      </td>
      <td data-label={t('timeLeft')}>
        <LotTime lot={view} now={now} waits={waits} />
      </td>
      <td className="number" data-label={t('rank')}>
        <Text
          component="span"
          size="sm"
          fw={700}
          c={view.rank === 1 ? 'var(--stoa-good)' : view.rank ? 'var(--stoa-warn)' : undefined}
          data-testid="rank"
        >
          {view.eliminated ? t('out') : seesRank ? (view.rank ?? '–') : view.sealed && view.standing ? t('handedIn') : '–'}
        </Text>
      </td>
      <td className="number" data-label={t(view.lead ? 'lead' : ceilingWord(lot.rules.format))}>
        {clock && view.phase === 'open' ? amount(priceNow(view, now)?.price ?? null) : amount(view.lead ?? view.ceiling)}
      </td>
      <td className="number" data-label={t('mine')}>
        {amount(view.standing)}
      </td>
      <td data-label={bids ? t('bid') : ''}>
        {bids && view.phase !== 'closed' && (
          <LineOffer room={room} view={view} unit={unit} locale={locale} title={lot.title} clock={clock} move={move} sendAll={sendAll} />
        )}
      </td>
    </tr>
  )
}

interface LineOfferProps extends Pick<LotProps, 'room' | 'view' | 'locale'> {
  unit: string
  title: string
  clock: boolean
  move: LineProps['move']
  sendAll: LineProps['sendAll']
}

/** The field of one line. An amount that is far better than it needs to be is sent by a second Enter only. */
function LineOffer({ room, view, unit, locale, title, clock, move, sendAll }: LineOfferProps) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const [outlier, setOutlier] = useState<string | null>(null)
  const { send, pending, feedback, forget } = useBid(room, view.lotId, clock ? 'accept' : 'bid')
  const amount = typed ?? decimalToTyped(view.next ?? '', numbers)
  const closed = !room.joined || view.phase !== 'open' || view.eliminated || (clock && view.accepted)

  const offer = async (field: HTMLElement | null) => {
    forget()
    const answer = await send(clock ? '' : amount, outlier === amount)
    setOutlier(answer?.code === 'OUTLIER_UNCONFIRMED' ? amount : null)
    if (!answer?.accepted) return
    setTyped(null)
    if (field) move(field, 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another request sends, not what is typed after it
  useEffect(() => {
    if (sendAll.times === 0 || typed === null || closed) return
    const timer = setTimeout(() => void offer(null), sendAll.after)
    return () => clearTimeout(timer)
  }, [sendAll.times])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
    } else if (event.key === 'Enter' && !pending) {
      event.preventDefault()
      void offer(event.currentTarget)
    } else if (event.key === 'Escape') {
      setTyped(null)
      setOutlier(null)
    }
  }
  return (
    <Stack gap={4}>
      <OfferFields
        clock={clock}
        title={title}
        unit={unit}
        amount={amount}
        closed={closed}
        setTyped={setTyped}
        onKeyDown={onKeyDown}
        pending={pending}
        offer={offer}
      />
      <div aria-live="assertive">
        {outlier !== null && (
          <Text size="xs" c="var(--stoa-warn)">
            {t('outlierAgain')}
          </Text>
        )}
        {feedback && feedback.kind !== 'accepted' && (
          <BidFeedback of={clock ? 'accept' : 'bid'} feedback={feedback} unit={unit} locale={locale} />
        )}
      </div>
    </Stack>
  )
}

interface OfferFieldsProps extends Pick<LineOfferProps, 'clock' | 'title' | 'unit'> {
  amount: string
  closed: boolean
  setTyped: (typed: string) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  pending: boolean
  offer: (field: HTMLElement | null) => Promise<void>
}

function OfferFields({ clock, title, unit, amount, closed, setTyped, onKeyDown, pending, offer }: OfferFieldsProps) {
  const t = useTranslations('room')
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {!clock && (
        <TextInput
          data-offer
          size="xs"
          w={120}
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('bidOn', { lot: title, unit })}
          value={amount}
          disabled={closed}
          onChange={({ target }) => setTyped(target.value)}
          onFocus={({ target }) => target.select()}
          onKeyDown={onKeyDown}
          styles={{ input: { textAlign: 'right', fontWeight: 600 } }}
        />
      )}
      <Button
        {...(clock && { 'data-offer': true, onKeyDown })}
        size="xs"
        variant="default"
        loading={pending}
        disabled={closed || (!clock && amount === '')}
        aria-label={t(clock ? 'acceptOn' : 'bidOn', { lot: title, unit })}
        onClick={({ currentTarget }) =>
          void offer(clock ? currentTarget : (currentTarget.parentElement?.querySelector<HTMLElement>('[data-offer]') ?? currentTarget))
        }
      >
        {t(clock ? 'acceptWhenOpen' : 'bid')}
      </Button>
    </Group>
  )
}
