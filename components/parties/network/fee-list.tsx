import { List, ListItem, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatMoney, formatNumber, formatPercent } from '@/components/ui/format'
import type { NetworkFee } from '@/lib/parties/network/fee-schemas'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'

/** The fees of a network in plain words, as a part of its terms. */
export function FeeList({ fees, numbers }: { fees: readonly NetworkFee[]; numbers: NumberFormat }) {
  const t = useTranslations('fees')
  if (fees.length === 0) return <Text size="sm">{t('free')}</Text>
  const percent = (value: string) => formatPercent(value, numbers, value.split('.')[1]?.length ?? 0)
  const said = (fee: NetworkFee) => {
    const money = (amount: string) => formatMoney(amount, fee.currency, numbers)
    return [
      fee.percent && percent(fee.percent),
      ...fee.tiers.map((tier) =>
        t('tierSays', { percent: percent(tier.percent), from: `${formatNumber(tier.from, numbers)} ${fee.currency}` }),
      ),
      fee.fixed && money(fee.fixed),
      fee.minimum && t('atLeast', { amount: money(fee.minimum) }),
      fee.maximum && t('atMost', { amount: money(fee.maximum) }),
    ]
      .filter(Boolean)
      .join(', ')
  }
  return (
    <List size="sm">
      {fees.map((fee) => (
        <ListItem key={fee.id}>
          {t('says', {
            name: fee.name,
            amount: said(fee),
            cause: t(`cause.${fee.on}`),
            payer: t(`side.${fee.payer}`),
            currency: fee.currency,
          })}
        </ListItem>
      ))}
    </List>
  )
}
