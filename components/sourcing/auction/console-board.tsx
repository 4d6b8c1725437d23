'use client'

import { Button, Card, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
import { formatBid, formatMoney, formatPercent } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BuyerView, ControlMessage } from '@/lib/sourcing/auction/rules/wire'
import { useBidderNames } from './bidder-names'
import { BuyerLot } from './buyer-lot'
import { LotTime } from './clock'

type LotProps = ComponentProps<typeof BuyerLot>
type Shared = Omit<LotProps, 'lot' | 'view' | 'waits'>
type Entry = Pick<LotProps, 'lot' | 'view' | 'waits'>

/** Many lots on the buyer's console, a line each; the one that is chosen is below, whole. */
export function ConsoleBoard({ lots, ...shared }: Shared & { lots: Entry[] }) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const { event, now, control } = shared
  const [chosen, choose] = useState<string | null>(null)
  const shown = lots.find(({ lot }) => lot.id === chosen)
  const names = useBidderNames(event)
  const open = lots.filter(({ view }) => view.phase === 'open')
  const saved = lots.reduce((sum, { view }) => sum + Number(view.savingsToBaseline?.amount ?? view.savingsToCeiling?.amount ?? 0), 0)
  return (
    <Stack>
      <Card withBorder>
        <Group justify="space-between" mb="xs">
          <Text size="sm">
            {t('consoleSummary', {
              lots: lots.length,
              open: open.length,
              bids: lots.reduce((sum, { view }) => sum + view.bids, 0),
              saved: formatMoney(saved.toFixed(2), event.currency, numbers),
            })}
          </Text>
          {control && <AllControls views={lots.map(({ view }) => view)} control={control} />}
        </Group>
        <table className="table rows" aria-label={t('lots')}>
          <thead>
            <tr>
              <th>{t('lot')}</th>
              <th>{t('timeLeft')}</th>
              <th className="number">{t('lead')}</th>
              <th>{t('leader')}</th>
              <th className="number">{t('bids')}</th>
              <th className="number">{t('saved')}</th>
            </tr>
          </thead>
          <tbody>
            {lots.map(({ lot, view, waits }) => {
              return <LotRow key={lot.id} lot={lot} chosen={chosen} choose={choose} view={view} now={now} waits={waits} names={names} />
            })}
          </tbody>
        </table>
      </Card>
      {shown && <BuyerLot key={shown.lot.id} {...shown} {...shared} />}
    </Stack>
  )
}

/** The buttons behind the questions. */
const words = { pauseAllSure: 'pauseAll', extendAllSure: 'extendAll', closeAllSure: 'closeAll' } as const

/** The same order for every lot that it fits. */
function AllControls({ views, control }: { views: BuyerView[]; control: NonNullable<LotProps['control']> }) {
  const t = useTranslations('room')
  const ask = useConfirm()
  const [pending, setPending] = useState(false)
  const open = views.filter(({ phase }) => phase === 'open')
  const paused = views.filter(({ phase }) => phase === 'paused')
  const all = async (lots: BuyerView[], question: keyof typeof words | null, message: (lotId: string) => ControlMessage) => {
    if (question && !(await ask({ question: t(question, { count: lots.length }), action: t(words[question]) }))) return
    setPending(true)
    // One after the other: a hundred lots at once would be taken for a flood. One that is over by now holds up none of the rest.
    for (const { lotId } of lots) await control(message(lotId))
    setPending(false)
  }
  const timed = open.filter(({ priceClock }) => !priceClock)
  return (
    <Group gap="xs">
      {paused.length > 0 && (
        <Button size="xs" loading={pending} onClick={() => all(paused, null, (lotId) => ({ lotId, do: 'resume' }))}>
          {t('resumeAll')}
        </Button>
      )}
      {open.length > 0 && (
        <Button
          size="xs"
          variant="default"
          loading={pending}
          onClick={() => all(open, 'pauseAllSure', (lotId) => ({ lotId, do: 'pause' }))}
        >
          {t('pauseAll')}
        </Button>
      )}
      {timed.length > 0 && (
        <Button
          size="xs"
          variant="default"
          loading={pending}
          onClick={() => all(timed, 'extendAllSure', (lotId) => ({ lotId, do: 'extend', seconds: 300 }))}
        >
          {t('extendAll')}
        </Button>
      )}
      {open.length + paused.length > 0 && (
        <Button
          size="xs"
          variant="default"
          color="red"
          loading={pending}
          onClick={() => all([...open, ...paused], 'closeAllSure', (lotId) => ({ lotId, do: 'close' }))}
        >
          {t('closeAll')}
        </Button>
      )}
    </Group>
  )
}

interface LotRowProps {
  lot: Entry['lot']
  chosen: string | null
  choose: (id: string | null) => void
  view: Entry['view']
  now: number
  waits: boolean
  names: Map<string, string>
}

function LotRow({ lot, chosen, choose, view, now, waits, names }: LotRowProps) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const leader = view.standing[0]?.bidder
  const saving = view.savingsToBaseline ?? view.savingsToCeiling
  return (
    <tr data-testid="lot-line" aria-current={lot.id === chosen || undefined}>
      <td data-label={t('lot')}>
        <UnstyledButton
          onClick={() => choose(lot.id === chosen ? null : lot.id)}
          aria-expanded={lot.id === chosen}
          fw={600}
          fz="sm"
          mih={24}
        >
          {lot.title}
        </UnstyledButton>
      </td>
      <td data-label={t('timeLeft')}>
        <LotTime lot={view} now={now} waits={waits} />
      </td>
      <td className="number" data-label={t('lead')}>
        {view.lead === null ? '–' : formatBid(view.lead, amountUnit(lot.rules), numbers)}
      </td>
      <td data-label={t('leader')}>{leader ? (names.get(leader) ?? leader) : '–'}</td>
      <td className="number" data-label={t('bids')}>
        {view.sealed ? view.handedIn.length : view.bids}
      </td>
      <td className="number" data-label={t('saved')}>
        {saving ? formatPercent(saving.percent, numbers) : '–'}
      </td>
    </tr>
  )
}
