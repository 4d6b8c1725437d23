import { Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { formatNumber, formatPercent, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal, HUNDRED } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'
import type { ListedPrice } from '@/lib/pricing/price-lists/views'

interface Props {
  listId: string
  entries: ListedPrice[]
  contract: boolean
  /** who reads it may open the products */
  links: boolean
  remove: Action<{ listId: string; remove: string[] }> | null
  locale: Locale
  numbers: NumberFormat
}

/** The prices of a list beside the offers' own, with what is left of agreed quantities. */
export function PriceTable({ listId, entries, contract, links, remove, locale, numbers }: Props) {
  const t = useTranslations('prices')
  return (
    <DataTable
      caption={t('prices')}
      columns={[
        { key: 'part', header: t('part') },
        { key: 'name', header: t('product') },
        { key: 'list', header: t('listPrice'), numeric: true },
        { key: 'price', header: t('price'), numeric: true },
        { key: 'change', header: t('change'), numeric: true },
        ...(contract ? [{ key: 'agreed', header: t('agreedLeft'), numeric: true }] : []),
        ...(remove ? [{ key: 'remove', header: '' }] : []),
      ]}
      rows={entries.map((entry) => ({
        id: entry.offerId,
        cells: {
          part: entry.part,
          name: <NameCell links={links} locale={locale} entry={entry} />,
          list: (
            <>
              {formatUnitPrice(entry.listPrice, entry.currency, numbers)}
              <Text size="xs" c="dimmed">
                {t('per', { base: formatNumber(entry.priceBase, numbers), unit: unitName(entry.unit, locale) })}
              </Text>
            </>
          ),
          price: (entry.breaks ?? [{ from: null, price: priceOf(entry) }]).map((step) => (
            <div key={step.from}>
              {step.from !== null && `${formatNumber(step.from, numbers)}+ `}
              {formatUnitPrice(step.price, entry.currency, numbers)}
            </div>
          )),
          change: formatPercent(changeOf(entry), numbers),
          agreed: entry.agreed ? <AgreedCell numbers={numbers} entry={entry} agreed={entry.agreed} /> : '–',
          remove: remove && (
            <ActionButton variant="subtle" size="compact-xs" action={remove} input={{ listId, remove: [entry.offerId] }}>
              {t('remove')}
            </ActionButton>
          ),
        },
      }))}
    />
  )
}

/** At the smallest quantity. */
const priceOf = (entry: ListedPrice): string =>
  entry.discount !== null
    ? new Decimal(entry.listPrice).mul(HUNDRED.sub(entry.discount)).div(HUNDRED).toFixed()
    : (entry.breaks?.[0]?.price ?? entry.price ?? entry.listPrice)

function changeOf(entry: ListedPrice): string {
  if (entry.discount !== null) return new Decimal(entry.discount).neg().toFixed()
  const list = new Decimal(entry.listPrice)
  return list.isZero() ? '0' : new Decimal(priceOf(entry)).div(list).sub(1).mul(HUNDRED).toFixed(4)
}

function AgreedCell({ numbers, entry, agreed }: Pick<Props, 'numbers'> & { entry: ListedPrice; agreed: string }) {
  const t = useTranslations('prices')
  return (
    <>
      {t('leftOf', {
        left: formatNumber(Decimal.max(new Decimal(agreed).sub(entry.used), 0).toFixed(), numbers),
        agreed: formatNumber(agreed, numbers),
      })}
      <progress
        max={1}
        value={Math.min(new Decimal(entry.used).div(agreed).toNumber(), 1)}
        aria-label={t('usedUp')}
        style={{ width: '100%', display: 'block' }}
      />
    </>
  )
}

function NameCell({ links, locale, entry }: Pick<Props, 'links' | 'locale'> & { entry: ListedPrice }) {
  const t = useTranslations('prices')
  return (
    <>
      {links ? (
        <AnchorLink href={`/catalog/${entry.productId}`}>{localText(entry.name, locale)}</AnchorLink>
      ) : (
        localText(entry.name, locale)
      )}
      {entry.problem && (
        <Text size="xs" c="var(--stoa-warn)">
          {t(`problem.${entry.problem}`)}
        </Text>
      )}
    </>
  )
}
