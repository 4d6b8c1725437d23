'use client'

import { Text } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { LineChart } from '@/components/ui/charts'
import { formatClock, formatNumber } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BuyerView } from '@/lib/sourcing/auction/rules/wire'
import { ceilingWord } from './ceiling-word'

const COLOURS = ['indigo.6', 'teal.6', 'orange.6', 'grape.6', 'cyan.7', 'pink.6', 'lime.7', 'red.6']
/** Points beyond this make the drawing no clearer, only slower. */
const MAX_POINTS = 300

/** Bids over time as one step line a bidder, with ceiling and reserve as lines. */
export function BidChart({
  view,
  names,
  ceiling,
  reserve,
  format,
}: {
  view: BuyerView
  names: Map<string, string>
  ceiling: string | null
  reserve: string | null
  format: AuctionFormat
}) {
  const t = useTranslations('room')
  const locale = useLocale() as 'en' | 'zh'
  const numbers = useNumberFormat()
  const zone = useTimeZone() ?? 'UTC'
  const valid = view.log.filter((bid) => !bid.retracted).slice(-MAX_POINTS)
  const heard = new Set(valid.map((bid) => bid.bidder))
  // A bidder keeps its colour, whoever else has bid so far.
  const colours = new Map([...names.keys()].sort().map((bidder, index) => [bidder, COLOURS[index % COLOURS.length] as string]))
  if (valid.length === 0) return <Text c="dimmed">{t('noBids')}</Text>
  const latest: Record<string, number> = {}
  const data = valid.map((bid) => {
    latest[bid.bidder] = Number(bid.amount)
    return { time: formatClock(bid.at, locale, zone), ...latest }
  })
  return (
    <LineChart
      h={260}
      data={data}
      dataKey="time"
      curveType="stepAfter"
      withLegend
      connectNulls
      withDots={valid.length < 60}
      valueFormatter={(value) => formatNumber(value, numbers)}
      yAxisProps={{ domain: ['auto', 'auto'], width: 70 }}
      lineChartProps={{ accessibilityLayer: false }}
      series={[...heard].sort().map((bidder) => ({
        name: bidder,
        label: names.get(bidder) ?? bidder,
        color: colours.get(bidder) ?? 'gray.6',
      }))}
      referenceLines={[
        ...(ceiling ? [{ y: Number(ceiling), label: t(ceilingWord(format)), color: 'gray.6' }] : []),
        ...(reserve ? [{ y: Number(reserve), label: t('reserve'), color: 'red.6' }] : []),
      ]}
    />
  )
}
