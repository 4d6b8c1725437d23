'use client'

import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { formatBid, formatClock } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BuyerView, ReplayFrame } from '@/lib/sourcing/auction/rules/wire'
import { BidChart } from './bid-chart'

interface Props {
  lotId: string
  unit: string
  /** for the buyer: who is behind an alias, and the whole log for the chart */
  names?: Map<string, string>
  final?: BuyerView
  format?: AuctionFormat
}

/** A pause between two frames while it plays by itself: a whole auction in about half a minute. */
const WHOLE_MS = 30_000
const LONGEST_MS = 800

/** A closed lot once more, by a slider or by itself: what this side saw at each moment. */
export function Replay({ lotId, unit, names, final, format }: Props) {
  const t = useTranslations('replay')
  const [frames, setFrames] = useState<ReplayFrame[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [pending, setPending] = useState(false)
  const load = async () => {
    setPending(true)
    const answer = await fetch(`/api/lots/${lotId}/replay`)
      .then((response) => (response.ok ? (response.json() as Promise<{ frames: ReplayFrame[] }>) : null))
      .catch(() => null)
    setFrames(answer?.frames ?? null)
    setFailed(answer === null)
    setPending(false)
  }
  if (frames) return <Player frames={frames} unit={unit} {...(names && { names })} {...(final && { final })} {...(format && { format })} />
  return (
    <Group gap="sm" mt="md">
      <Button variant="default" size="xs" loading={pending} leftSection={<IconPlayerPlay size={14} />} onClick={load}>
        {t('show')}
      </Button>
      {failed && (
        <Text size="sm" c="var(--stoa-bad)" role="alert">
          {t('failed')}
        </Text>
      )}
    </Group>
  )
}

/** A slider through frames, and a button that lets them run. */
export function Player({ frames, unit, names, final, format }: Omit<Props, 'lotId'> & { frames: ReplayFrame[] }) {
  const t = useTranslations('replay')
  const locale = useLocale() as 'en' | 'zh'
  const zone = useTimeZone() ?? 'UTC'
  const heading = useId()
  const [index, setIndex] = useState(0)
  const [playing, setPlaying] = useState(false)
  const last = frames.length - 1
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => setIndex((now) => Math.min(now + 1, last)), Math.min(LONGEST_MS, WHOLE_MS / (last + 1)))
    return () => clearInterval(timer)
  }, [playing, last])
  useEffect(() => {
    if (index === last) setPlaying(false)
  }, [index, last])
  const frame = frames[index]
  if (!frame) return null
  const { at, view } = frame
  return (
    <Stack gap="xs" mt="md" component="section" aria-labelledby={heading}>
      <Text fw={600} id={heading}>
        {t('title')}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          leftSection={playing ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
          onClick={() => {
            if (index === last) setIndex(0)
            setPlaying(!playing)
          }}
        >
          {t(playing ? 'pause' : 'play')}
        </Button>
        <input
          type="range"
          min={0}
          max={last}
          value={index}
          aria-label={t('moment')}
          aria-valuetext={formatClock(at, locale, zone)}
          onChange={(event) => {
            setPlaying(false)
            setIndex(Number(event.target.value))
          }}
          style={{ flex: 1, minWidth: 0, minHeight: 24, accentColor: 'var(--mantine-primary-color-filled)' }}
        />
        <Text size="sm" className="number nowrap" data-testid="replay-time">
          {formatClock(at, locale, zone)}
        </Text>
      </Group>
      <Group gap="lg" data-testid="replay">
        <Badge color="gray">{t(`phase.${view.phase}`)}</Badge>
        <Facts view={view} unit={unit} {...(names && { names })} />
      </Group>
      {final && names && format && !view.sealed && (
        <BidChart
          view={{ ...final, log: final.log.filter((bid) => bid.at <= at) }}
          names={names}
          ceiling={final.ceiling}
          reserve={final.reserve}
          format={format}
        />
      )}
    </Stack>
  )
}

/** The figures of a moment: the buyer's lead and who has it, the bidder's own bid and rank. */
function Facts({ view, unit, names }: { view: ReplayFrame['view']; unit: string; names?: Map<string, string> }) {
  const t = useTranslations('replay')
  const numbers = useNumberFormat()
  const money = (amount: string | null) => (amount === null ? '–' : formatBid(amount, unit, numbers))
  if (view.side === 'buyer') {
    const leader = view.standing[0]?.bidder
    return (
      <>
        <Text size="sm">
          {t('lead')}: <strong>{money(view.lead)}</strong> {leader && (names?.get(leader) ?? leader)}
        </Text>
        <Text size="sm">{t('bids', { count: view.sealed ? view.handedIn.length : view.bids })}</Text>
      </>
    )
  }
  return (
    <>
      <Text size="sm">
        {t('rank')}: <strong>{view.rank ?? '–'}</strong>
      </Text>
      <Text size="sm">
        {t('own')}: <strong>{money(view.standing)}</strong>
      </Text>
      <Text size="sm">
        {t('lead')}: {money(view.lead)}
      </Text>
    </>
  )
}
