'use client'

import { useFormatter } from 'next-intl'
import { BarChart } from '@/components/ui/charts'
import { useNumberFormat } from '@/components/ui/number-format'
import { decimalToTyped } from '@/lib/platform/i18n/number-formats'

interface Props {
  label: string
  currency: string
  /** 'YYYY-MM' with the amount of the month */
  months: { month: string; amount: number }[]
  height?: number
}

/** Amounts by month as bars, oldest left. */
export function MonthBars({ label, currency, months, height = 200 }: Props) {
  const format = useFormatter()
  const numbers = useNumberFormat()
  return (
    <div role="img" aria-label={label}>
      <BarChart
        h={height}
        data={months.map(({ month, amount }) => ({
          month: format.dateTime(new Date(`${month}-15T12:00:00Z`), { month: 'short', year: '2-digit', timeZone: 'UTC' }),
          [label]: amount,
        }))}
        dataKey="month"
        series={[{ name: label, color: 'indigo.6' }]}
        valueFormatter={(value) => decimalToTyped(format.number(value, { style: 'currency', currency, notation: 'compact' }), numbers)}
      />
    </div>
  )
}
