import { Card, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ChosenList } from '@/components/catalog/configuration/chosen-list'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Fact } from '@/components/ui/fact'
import { formatDate, formatQuantity } from '@/components/ui/format'
import type { BusinessDocument as Document } from '@/lib/documents/neutral/model'
import { addressLine } from '@/lib/platform/fields/address'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'

interface Props {
  document: Document
  locale: Locale
  numbers: NumberFormat
}

/** A business document without amounts: who, where, about what, and its lines; as its PDF is laid out. */
export function BusinessDocument({ document, locale, numbers }: Props) {
  const t = useTranslations('documents')
  const { kind, lines, facts } = document
  const columns: Column[] = [
    { key: 'number', header: '#' },
    { key: 'item', header: t('item') },
    ...(kind === 'order_response' ? [{ key: 'ordered', header: t('column.ordered'), numeric: true }] : []),
    { key: 'quantity', header: t(`quantityOf.${kind}`), numeric: true },
    ...(kind === 'goods_receipt' ? [{ key: 'rejected', header: t('column.rejected'), numeric: true }] : []),
    ...(kind === 'order_response' ? [{ key: 'promisedOn', header: t('column.promisedOn') }] : []),
  ]
  const shownFacts: [string, string | null | undefined][] = [
    [t('buyer'), document.buyer.name],
    [t('supplier'), document.supplier.name],
    [t('deliverTo'), addressLine(document.deliverTo)],
    [t('carrier'), facts.carrier],
    [t('tracking'), facts.tracking],
  ]
  return (
    <Stack>
      <Card withBorder>
        <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
          {shownFacts.map(
            ([label, value]) =>
              value && (
                <Fact key={label} label={label}>
                  {value}
                </Fact>
              ),
          )}
        </dl>
      </Card>
      <Card withBorder>
        <DataTable
          caption={t('lines')}
          columns={columns}
          rows={lines.map((line) => ({
            id: String(line.number),
            cells: {
              number: line.number,
              item: (
                <>
                  {localText(line.name, locale)}
                  <Text size="xs" c="dimmed">
                    {[line.sellerPartNumber, line.note].filter(Boolean).join(' · ')}
                  </Text>
                  {line.choices.length > 0 && <ChosenList texts={line.choices} locale={locale} />}
                </>
              ),
              ordered: line.ordered && formatQuantity(line.ordered, line.unit, numbers, locale),
              quantity: formatQuantity(line.quantity, line.unit, numbers, locale),
              rejected: line.rejected && formatQuantity(line.rejected, line.unit, numbers, locale),
              promisedOn: line.promisedOn ? formatDate(new Date(line.promisedOn), locale, 'UTC') : '–',
            },
          }))}
        />
      </Card>
    </Stack>
  )
}
