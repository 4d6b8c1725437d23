import { Box } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { formatAmount, formatPercent } from '@/components/ui/format'
import type { TradeGroup } from '@/lib/insight/reports/model'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { ZERO } from '@/lib/platform/money/decimal'

/** Groups with a row of their own; the smaller ones share the last. */
const LARGEST = 12

interface Props {
  name: string
  caption: string
  /** header of the first column */
  by: string
  groups: TradeGroup[]
  currency: string
  numbers: NumberFormat
}

/** Groups of trade with amount, share as a bar and number; the table behind each chart. */
export function TradeTable({ name, caption, by, groups, currency, numbers }: Props) {
  const t = useTranslations('reports')
  const shown = groups.slice(0, LARGEST)
  const rest = groups.slice(LARGEST)
  if (rest.length > 0)
    shown.push({
      key: 'others',
      label: t('others', { count: rest.length }),
      amount: rest.reduce((sum, group) => sum.add(group.amount), ZERO),
      count: rest.reduce((sum, group) => sum + group.count, 0),
      unconverted: rest.reduce((sum, group) => sum + group.unconverted, 0),
    })
  const total = groups.reduce((sum, group) => sum + group.amount.toNumber(), 0)
  return (
    <DataTable
      name={name}
      caption={caption}
      columns={[
        { key: 'group', header: by },
        { key: 'amount', header: t('amountIn', { currency }), numeric: true },
        { key: 'share', header: t('share'), numeric: true },
        { key: 'count', header: t('count'), numeric: true },
      ]}
      rows={shown.map((group) => {
        const share = total > 0 ? (group.amount.toNumber() / total) * 100 : 0
        return {
          id: group.key || 'none',
          cells: {
            group: group.label || t('without'),
            amount: formatAmount(group.amount.toFixed(), currency, numbers),
            share: (
              <Box component="span" style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
                <Box component="span" bg="indigo.4" style={{ width: Math.max(1, share * 0.8), height: 8, borderRadius: 2 }} />
                {formatPercent(share.toFixed(1), numbers)}
              </Box>
            ),
            count: group.unconverted > 0 ? t('countWithout', { count: group.count, missing: group.unconverted }) : String(group.count),
          },
        }
      })}
    />
  )
}
