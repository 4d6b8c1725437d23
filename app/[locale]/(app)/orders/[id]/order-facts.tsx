import { Card } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { Fact } from '@/components/ui/fact'
import { formatDate } from '@/components/ui/format'
import type { PostalAddress } from '@/lib/platform/fields/address'
import { addressLine } from '@/lib/platform/fields/address'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

/** Who orders from whom, where to, and on which terms. */
export async function OrderFacts({ order }: { order: OrderDetails }) {
  const t = await getTranslations('order')
  const locale = (await getLocale()) as Locale
  const facts: [string, string | null][] = [
    [t('buyer'), order.buyer.name],
    [t('buyerNumber'), order.side === 'supplier' ? order.number : null],
    [t('supplier'), order.supplier.name],
    [t('deliverTo'), addressLine(order.deliverTo as PostalAddress | null)],
    [t('costCentre'), order.side === 'buyer' ? order.costCentre : null],
    [t('reference'), order.reference],
    [t('requestedDeliveryDate'), order.requestedDeliveryDate && formatDate(order.requestedDeliveryDate, locale, 'UTC')],
    [t('payment'), t(`method.${order.paymentMethod}`)],
    [t('notes'), order.notes],
  ]
  return (
    <Card withBorder>
      <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
      </dl>
    </Card>
  )
}
