import { Badge, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { formatPercent, formatUnitPrice } from '@/components/ui/format'
import type { VersionChange } from '@/lib/catalog/virtual/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'

const colours = { added: 'green', removed: 'gray', changed: 'blue', dearer: 'red', cheaper: 'green' } as const

interface Props {
  changes: VersionChange[]
  more: boolean
  locale: Locale
  numbers: NumberFormat
}

/** How two versions of a catalog differ, the greatest rises first. */
export function VersionChanges({ changes, more, locale, numbers }: Props) {
  const t = useTranslations('catalogs')
  if (changes.length === 0) return <Text c="dimmed">{t('sameOffers')}</Text>
  const price = (amount: string | null, currency: string | null) => (amount && currency ? formatUnitPrice(amount, currency, numbers) : '–')
  return (
    <>
      <DataTable
        caption={t('compare')}
        name="version-changes"
        columns={[
          { key: 'change', header: t('whatChanged') },
          { key: 'offer', header: t('offer') },
          { key: 'before', header: t('before'), numeric: true },
          { key: 'after', header: t('after'), numeric: true },
          { key: 'rise', header: t('rise'), numeric: true },
        ]}
        rows={changes.map((row) => ({
          id: row.offerId,
          cells: {
            change: <Badge color={colours[row.change]}>{t(`changeOf.${row.change}`)}</Badge>,
            offer: (
              <>
                {localText(row.name, locale)}
                <Text size="xs" c="dimmed">
                  {row.supplier} · {row.part}
                </Text>
              </>
            ),
            before: price(row.before, row.currency),
            after: price(row.after, row.currency),
            rise:
              row.rise === null || Number(row.rise) === 0 ? '–' : `${Number(row.rise) > 0 ? '+' : ''}${formatPercent(row.rise, numbers)}`,
          },
        }))}
      />
      {more && (
        <Text size="sm" c="dimmed">
          {t('moreChanges')}
        </Text>
      )}
    </>
  )
}
