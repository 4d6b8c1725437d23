import { Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { formatDate, formatMoney } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { said } from '@/components/ui/said'
import { StateBadge } from '@/components/ui/state-badge'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { OrderSort } from '@/lib/purchasing/orders/states'

interface OrderRow {
  id: string
  number: string
  supplierNumber: string | null
  state: string
  placedAt: Date
  currency: string
  gross: { toString(): string }
  buyer: { name: string }
  supplier: { name: string }
}

interface Props {
  orders: OrderRow[]
  side: 'buyer' | 'supplier'
  locale: Locale
  numbers: NumberFormat
  timeZone: string
  /** for a table with tools; see DataTable */
  name?: string
  /** for a narrow place: without the date */
  brief?: boolean
  selectable?: boolean
  /** given, number, date and amount sort: how they do now, and where each way leads */
  sort?: { by: OrderSort; href: (by: OrderSort) => string }
}

/** The number under which a side knows an order. */
const numberFor = ({ number, supplierNumber }: Props['orders'][number], side: Props['side']) =>
  (side === 'supplier' && supplierNumber) || number

/** Orders in a table: number, the other side, amount, state. */
export function OrderSummaryTable({ orders, side, locale, numbers, timeZone, name, brief = false, selectable = false, sort }: Props) {
  const t = useTranslations('orders')
  const sorts = (ascending: OrderSort, descending: OrderSort) =>
    sort && {
      sort: {
        href: sort.href(sort.by === ascending ? descending : ascending),
        now: sort.by === ascending ? ('ascending' as const) : sort.by === descending ? ('descending' as const) : ('none' as const),
      },
    }
  return (
    <DataTable
      caption={t('title')}
      {...(name && { name })}
      {...(selectable && { selectable: t('select') })}
      columns={[
        { key: 'number', header: t('number'), ...sorts('number', '-number') },
        { key: 'party', header: side === 'buyer' ? t('supplier') : t('buyer') },
        ...(brief ? [] : [{ key: 'placed', header: t('placedAt'), ...sorts('placedAt', '-placedAt') }]),
        { key: 'gross', header: t('gross'), numeric: true, ...sorts('gross', '-gross') },
        { key: 'state', header: t('stateLabel') },
      ]}
      rows={orders.map((order) => ({
        id: order.id,
        label: numberFor(order, side),
        href: `/orders/${order.id}`,
        cells: {
          number: (
            <AnchorLink className="nowrap" href={`/orders/${order.id}`}>
              {numberFor(order, side)}
            </AnchorLink>
          ),
          party:
            side === 'buyer' ? (
              order.supplier.name
            ) : (
              <>
                {order.buyer.name}{' '}
                <Text span size="xs" c="dimmed" className="nowrap">
                  {order.number}
                </Text>
              </>
            ),
          placed: <span className="nowrap">{formatDate(order.placedAt, locale, timeZone)}</span>,
          gross: formatMoney(order.gross.toString(), order.currency, numbers),
          state: <StateBadge state={order.state}>{said(t, `state.${order.state}`)}</StateBadge>,
        },
      }))}
    />
  )
}
