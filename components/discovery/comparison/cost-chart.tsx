'use client'

import { useTranslations } from 'next-intl'
import { BarChart } from '@/components/ui/charts'
import { formatMoney } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { ComparedOffer } from '@/lib/discovery/comparison/views'

const PARTS = [
  ['price', 'indigo.6'],
  ['freight', 'teal.6'],
  ['duty', 'orange.6'],
  ['running', 'grape.6'],
] as const

/** What each offer costs in all, by its parts; what paying later is worth is taken off the price. */
export function CostChart({ offers, labels, currency }: { offers: ComparedOffer[]; labels: string[]; currency: string }) {
  const t = useTranslations('compare')
  const numbers = useNumberFormat()
  const data = offers.map(({ cost }, index) => ({
    offer: labels[index] ?? '',
    ...Object.fromEntries(
      PARTS.map(([part]) => [t(`cost.${part}`), Math.max(0, Number(cost[part] ?? 0) - (part === 'price' ? Number(cost.credit ?? 0) : 0))]),
    ),
  }))
  return (
    <BarChart
      h={Math.max(140, offers.length * 44)}
      data={data}
      dataKey="offer"
      type="stacked"
      orientation="vertical"
      withLegend
      yAxisProps={{ width: 150, interval: 0 }}
      series={PARTS.map(([part, color]) => ({ name: t(`cost.${part}`), color }))}
      valueFormatter={(value) => formatMoney(String(value), currency, numbers)}
    />
  )
}
