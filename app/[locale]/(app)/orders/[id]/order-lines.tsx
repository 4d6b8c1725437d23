import { Text } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChosenList } from '@/components/catalog/configuration/chosen-list'
import { DataTable } from '@/components/ui/data-table'
import { formatDate, formatMoney, formatNumber, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { said } from '@/components/ui/said'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

/** The lines with how far each has come. */
export async function OrderLines({ order, numbers }: { order: OrderDetails; numbers: NumberFormat }) {
  const t = await getTranslations()
  const locale = (await getLocale()) as Locale
  const count = (quantity: { toString(): string }) => formatNumber(quantity.toString(), numbers)
  return (
    <DataTable
      caption={t('order.lines')}
      columns={[
        { key: 'line', header: '#' },
        { key: 'item', header: t('order.item') },
        { key: 'quantity', header: t('order.quantity'), numeric: true },
        { key: 'progress', header: t('order.progress'), numeric: true },
        { key: 'price', header: t('order.unitPrice'), numeric: true },
        { key: 'net', header: t('order.net'), numeric: true },
      ]}
      rows={order.lines.map((line) => ({
        id: line.id,
        cells: {
          line: line.line,
          item: <OrderedItem line={line} order={order} locale={locale} />,
          quantity: formatQuantity(line.quantity.toString(), line.unit, numbers, locale),
          progress: (
            <Text size="xs" component="span">
              {line.confirmed !== null && !line.confirmed.eq(line.quantity) && `${t('order.confirmed')} ${count(line.confirmed)} · `}
              {t('order.shipped')} {count(line.shipped)} · {t('order.received')} {count(line.received)}
              {line.rejected.gt(0) && ` · ${t('order.rejected')} ${count(line.rejected)}`}
              {line.closed.gt(0) && ` · ${t('order.closed')} ${count(line.closed)}`}
            </Text>
          ),
          price: (
            <>
              {formatUnitPrice(line.unitPrice.toString(), order.currency, numbers)}
              {line.priceSource !== 'list' && (
                <Text size="xs" c="dimmed">
                  {said(t, `order.source.${line.priceSource}`)}
                </Text>
              )}
            </>
          ),
          net: formatMoney(line.net.toString(), order.currency, numbers),
        },
      }))}
    />
  )
}

/** What was ordered, under the supplier's number, with what the supplier answered and what was chosen of it. */
function OrderedItem({ line, order, locale }: { line: OrderDetails['lines'][number]; order: OrderDetails; locale: Locale }) {
  return (
    <>
      {line.productId && order.side === 'buyer' ? (
        <a href={`/${locale}/catalog/${line.productId}`}>{localText(line.name, locale)}</a>
      ) : (
        localText(line.name, locale)
      )}
      <Text size="xs" c="dimmed">
        {[line.supplierPartNumber, line.answerNote, line.confirmedOn && formatDate(new Date(line.confirmedOn), locale, 'UTC')]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {line.configuration !== null && <ChosenList texts={line.configuration.texts} locale={locale} />}
    </>
  )
}
