import { Group, Stack, Text } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { formatMoney } from '@/components/ui/format'
import { StateBadge } from '@/components/ui/state-badge'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { orderFees } from '@/lib/pricing/fees/queries'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

interface Props {
  order: OrderDetails
  fees: Awaited<ReturnType<typeof orderFees>>
  numbers: NumberFormat
}

/** What the order comes to, the network's fees, and what was paid of it. */
export async function OrderSums({ order, fees, numbers }: Props) {
  const t = await getTranslations('order')
  const money = (amount: { toString(): string }) => formatMoney(amount.toString(), order.currency, numbers)
  return (
    <Stack gap={2} align="flex-end" mt="md">
      <Text size="sm">
        {t('net')} {money(order.net)}
      </Text>
      <Text size="sm">
        {t('freight')} {money(order.freight)}
      </Text>
      {(order.taxes as { category: string; rate: string | null; base: string; tax: string }[]).map((tax) => (
        <Text size="sm" key={tax.category}>
          {t('tax')} {tax.rate ?? '–'} % {money(tax.tax)}
        </Text>
      ))}
      <Text fw={600}>
        {t('gross')} {money(order.gross)}
      </Text>
      {fees.map((fee) => (
        <Text size="xs" c="dimmed" key={fee.name}>
          {t('fee', { name: fee.name, amount: formatMoney(fee.amount, fee.currency, numbers) })}
        </Text>
      ))}
      {order.payments.map((payment) => (
        <Group key={payment.id} gap={6}>
          <StateBadge state={payment.state}>{t(`paymentState.${payment.state}`)}</StateBadge>
          <Text size="sm">
            {money(payment.paidAmount ?? payment.amount)}
            {payment.refunded.gt(0) && `, ${t('refunded', { amount: money(payment.refunded) })}`}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
