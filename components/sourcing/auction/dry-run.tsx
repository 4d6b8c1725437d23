'use client'

import { Button, Card, Group, NativeSelect, NumberInput, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatBid, formatClock, formatMoney } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { DryRun as Played } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { Player } from './replay'

/** One play: the same seed and bidders bid the same, whoever looks. */
interface Run {
  seed: number
  /** 'buyer', or the alias of a bidder */
  as: string
  bidders: string
}

/** Before publishing: a lot of the draft played by simulated bidders, as the buyer or as one of them would see it. */
export function DryRun({ event }: { event: EventDetails }) {
  const t = useTranslations('dryRun')
  const [lotId, setLot] = useState(event.lots[0]?.id ?? '')
  const [bidders, setBidders] = useState<number | string>(5)
  const [run, setRun] = useState<Run>({ seed: 0, as: 'buyer', bidders: '5' })
  const [played, setPlayed] = useState<Played | null>(null)
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle')
  const lot = event.lots.find((one) => one.id === lotId)
  const play = async (next: Run) => {
    setState('pending')
    const query = new URLSearchParams({ bidders: next.bidders, seed: String(next.seed), as: next.as })
    const answer = await fetch(`/api/lots/${lotId}/dry-run?${query}`)
      .then((response) => (response.ok ? (response.json() as Promise<Played>) : null))
      .catch(() => null)
    setState(answer ? 'idle' : 'failed')
    if (!answer) return
    setRun(next)
    setPlayed(answer)
  }
  return (
    <Card withBorder>
      <Stack>
        <div>
          <Title order={2}>{t('title')}</Title>
          <Text size="sm" c="dimmed">
            {t('text')}
          </Text>
        </div>
        <Group align="flex-end">
          {event.lots.length > 1 && (
            <NativeSelect
              label={t('lot')}
              value={lotId}
              onChange={({ target }) => {
                setLot(target.value)
                setPlayed(null)
              }}
              data={event.lots.map((one) => ({ value: one.id, label: one.title }))}
            />
          )}
          <NumberInput label={t('bidders')} min={2} max={12} clampBehavior="strict" value={bidders} onChange={setBidders} w={160} />
          <Button
            variant="default"
            loading={state === 'pending'}
            disabled={bidders === ''}
            onClick={() => play({ seed: run.seed + 1, as: 'buyer', bidders: String(bidders) })}
          >
            {t(played ? 'again' : 'play')}
          </Button>
        </Group>
        {state === 'failed' && (
          <Text size="sm" c="var(--stoa-bad)" role="alert">
            {t('failed')}
          </Text>
        )}
        {played && lot && <Outcome played={played} lot={lot} event={event} run={run} play={play} lotId={lotId} />}
      </Stack>
    </Card>
  )
}

/** What came of it: the best bid, the saving, and how far overtime has moved the end. */
function Result({ played, lot, currency }: { played: Played; lot: EventDetails['lots'][number]; currency: string }) {
  const t = useTranslations('dryRun')
  const locale = useLocale() as 'en' | 'zh'
  const zone = useTimeZone() ?? 'UTC'
  const numbers = useNumberFormat()
  const { final, plannedEnd } = played
  const saving = final.savingsToBaseline ?? final.savingsToCeiling
  const time = (at: string | null) => (at ? formatClock(at, locale, zone) : '–')
  const figures = [
    { label: t('award'), value: final.award ? formatBid(final.award.price, amountUnit(lot.rules), numbers) : t('noAward') },
    { label: t('saving'), value: saving ? formatMoney(saving.amount, currency, numbers) : '–' },
    { label: t('bids'), value: final.bids },
    { label: t('plannedEnd'), value: time(plannedEnd) },
    { label: t('end'), value: `${time(final.endsAt)} ${final.extensions > 0 ? t('extended', { count: final.extensions }) : ''}` },
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} data-testid="dry-run">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text fw={600}>{value}</Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

interface OutcomeProps {
  played: Played
  lot: EventDetails['lots'][number]
  event: EventDetails
  run: Run
  play: (next: Run) => void
  lotId: string
}

/** What came of it, as the chosen one would have seen it. */
function Outcome({ played, lot, event, run, play, lotId }: OutcomeProps) {
  const t = useTranslations('dryRun')
  return (
    <>
      <Result played={played} lot={lot} currency={event.currency} />
      <NativeSelect
        label={t('seenBy')}
        value={run.as}
        onChange={({ target }) => play({ ...run, as: target.value })}
        data={[{ value: 'buyer', label: t('buyer') }, ...played.aliases.map((alias) => ({ value: alias, label: t('bidder', { alias }) }))]}
        maw={280}
      />
      <Player
        key={`${lotId} ${run.seed} ${run.as}`}
        frames={played.frames}
        unit={amountUnit(lot.rules)}
        {...(run.as === 'buyer' && {
          names: new Map(played.aliases.map((alias) => [alias, t('bidder', { alias })])),
          final: played.final,
          format: lot.rules.format,
        })}
      />
    </>
  )
}
