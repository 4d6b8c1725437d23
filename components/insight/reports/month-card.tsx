import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatMoney } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { changePercent, type TradeGroup } from '@/lib/insight/reports/model'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { MonthBars } from './month-bars'

interface Props {
  title: string
  months: TradeGroup[]
  currency: string
  numbers: NumberFormat
  href: string
}

/** The month so far against the one before, with the year behind it. */
export function MonthCard({ title, months, currency, numbers, href }: Props) {
  const t = useTranslations('reports')
  const [before, now] = months.slice(-2)
  if (!before || !now) return null
  const change = changePercent(before.amount, now.amount)
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2}>{title}</Title>
          <AnchorLink href={href} size="sm">
            {t('title')}
          </AnchorLink>
        </Group>
        <Group gap="sm" align="baseline">
          <Text size="xl" fw={600}>
            {formatMoney(now.amount.toFixed(), currency, numbers)}
          </Text>
          <Text size="sm" c="dimmed">
            {change === null
              ? t('lastMonthNone')
              : t('lastMonth', {
                  change: `${change.startsWith('-') ? '−' : '+'}${change.replace('-', '')}`,
                  amount: formatMoney(before.amount.toFixed(), currency, numbers),
                })}
          </Text>
        </Group>
        <MonthBars
          label={title}
          currency={currency}
          months={months.map(({ key, amount }) => ({ month: key, amount: amount.toNumber() }))}
          height={120}
        />
      </Stack>
    </Card>
  )
}
