'use client'

import { Text } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { LineChart } from '@/components/ui/charts'
import { formatDate, formatNumber, formatTime } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { Locale } from '@/lib/platform/i18n/locales'

interface Point {
  at: string
  price: number
  currency: string
  supplier: string
}

const COLOURS = ['indigo.6', 'teal.6', 'orange.6', 'grape.6', 'cyan.6', 'red.6']

/** The price of one unit by supplier over time, each in its own currency, as steps. */
export function PriceHistory({ points, now }: { points: Point[]; now: string }) {
  const t = useTranslations('product')
  const locale = useLocale() as Locale
  const zone = useTimeZone() ?? 'UTC'
  const numbers = useNumberFormat()
  const series = [...new Set(points.map((point) => `${point.supplier} (${point.currency})`))]
  if (points.length === 0) return <Text c="dimmed">{t('noHistory')}</Text>
  const times = [...new Set([...points.map((point) => point.at), now])].sort()
  const days = times.map((at) => formatDate(at, locale, zone))
  const data = times.map((at, index) => ({
    // Two changes of one day are told apart by their time.
    at: days.filter((day) => day === days[index]).length > 1 ? formatTime(at, locale, zone) : days[index],
    ...Object.fromEntries(
      series.map((name) => [
        name,
        points.filter((point) => `${point.supplier} (${point.currency})` === name && point.at <= at).at(-1)?.price,
      ]),
    ),
  }))
  return (
    <LineChart
      h={200}
      data={data}
      dataKey="at"
      withLegend
      curveType="stepAfter"
      series={series.map((name, index) => ({ name, color: COLOURS[index % COLOURS.length] as string }))}
      valueFormatter={(value) => formatNumber(value, numbers)}
    />
  )
}
