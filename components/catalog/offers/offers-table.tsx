import { Badge, Box, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { formatDate, formatMoney, formatNumber, formatPercent, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { said } from '@/components/ui/said'
import type { Action } from '@/components/ui/use-action'
import { perInternalUnit } from '@/lib/catalog/mapping/model'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { unitName } from '@/lib/platform/units/units'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'
import { BuyOffer } from './buy-offer'

interface Props {
  offers: QuotedOffer[]
  currency: string
  locale: Locale
  numbers: NumberFormat
  now: Date
  timeZone: string
  action?: Action<{ offerId: string; quantity: string }>
  /** how many own units one of a supplier's units is */
  units?: Record<string, { internalUnit: string; factor: string }>
}

/** Every offer of a product, best total first, with the difference to the best. */
export function OffersTable({ offers, currency, locale, numbers, now, timeZone, action, units = {} }: Props) {
  const t = useTranslations('product')
  const best = offers[0]?.converted
  return (
    <DataTable
      caption={t('offers')}
      columns={[
        { key: 'supplier', header: t('supplier') },
        { key: 'quantity', header: t('quantity'), numeric: true },
        { key: 'price', header: t('unitPrice'), numeric: true },
        { key: 'total', header: t('total'), numeric: true },
        { key: 'delivery', header: t('delivery') },
        ...(action ? [{ key: 'add', header: '' }] : []),
      ]}
      rows={offers.map((offer, index) => ({
        id: offer.id,
        cells: {
          supplier: <SupplierCell numbers={numbers} offer={offer} isBest={index === 0 && offers.length > 1} />,
          quantity: (
            <>
              {formatQuantity(offer.quantity, offer.unit, numbers, locale)}
              {offer.problem && (
                <Text size="xs" c="var(--stoa-warn)">
                  {said(t, `problem.${offer.problem}`)}
                </Text>
              )}
            </>
          ),
          price: <PriceCell numbers={numbers} units={units} locale={locale} offer={offer} />,
          total: <TotalCell currency={currency} numbers={numbers} offer={offer} index={index} best={best} />,
          delivery: (
            <>
              {offer.leadTimeDays === null ? '–' : formatDate(new Date(now.getTime() + offer.leadTimeDays * 86_400_000), locale, timeZone)}
              <Text size="xs" c="dimmed">
                {Number(offer.stock ?? 0) > 0
                  ? t('stock', { quantity: formatQuantity(offer.stock ?? '0', offer.unit, numbers, locale) })
                  : t('noStock')}
              </Text>
            </>
          ),
          add: action && <BuyOffer action={action} offer={offer} label={offer.supplierName} />,
        },
      }))}
    />
  )
}

function OwnUnitPrice({ offer, units = {}, locale, numbers }: { offer: QuotedOffer } & Pick<Props, 'units' | 'locale' | 'numbers'>) {
  const t = useTranslations('product')
  const price = perInternalUnit(offer, units)
  if (price === null) return null
  return (
    <Text size="xs" c="dimmed" style={{ whiteSpace: 'normal' }}>
      {t('perOwnUnit', {
        price: formatUnitPrice(price, offer.currency, numbers),
        unit: unitName(units[offer.unit]?.internalUnit ?? offer.unit, locale),
      })}
    </Text>
  )
}

function SupplierCell({ numbers, offer, isBest }: Pick<Props, 'numbers'> & { offer: QuotedOffer; isBest: boolean }) {
  const t = useTranslations('product')
  return (
    <Box miw={180}>
      {offer.supplierName} {isBest && <Badge color="green">{t('best')}</Badge>}{' '}
      {offer.preferred && <Badge color="blue">{t('preferred')}</Badge>}
      <Text size="xs" c="dimmed">
        {[offer.buyerPartNumber && t('ownNumber', { number: offer.buyerPartNumber }), offer.supplierPartNumber].filter(Boolean).join(' · ')}
        {offer.breaks.length > 1 &&
          ` · ${offer.breaks.map((step) => `${formatNumber(step.from, numbers)}+ ${formatUnitPrice(step.price, offer.currency, numbers)}`).join(' · ')}${offer.priceBase === '1' ? '' : ` / ${formatNumber(offer.priceBase, numbers)}`}`}
      </Text>
      {offer.catalogs.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('inCatalogs', { names: offer.catalogs.join(', ') })}
        </Text>
      )}
    </Box>
  )
}

function PriceCell({ numbers, units, locale, offer }: Pick<Props, 'numbers' | 'units' | 'locale'> & { offer: QuotedOffer }) {
  const t = useTranslations('product')
  return (
    <>
      {offer.configurable && `${t('from')} `}
      {formatUnitPrice(offer.unitPrice, offer.currency, numbers)}
      <OwnUnitPrice offer={offer} units={units} locale={locale} numbers={numbers} />
      {offer.priceList && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'normal' }}>
          {t(`because.${offer.source}`, {
            name: offer.priceList.name,
            price: formatUnitPrice(offer.listUnitPrice, offer.currency, numbers),
          })}
        </Text>
      )}
      {offer.exhausted && (
        <Text size="xs" c="var(--stoa-warn)">
          {t('exhausted')}
        </Text>
      )}
    </>
  )
}

interface TotalCellProps extends Pick<Props, 'currency' | 'numbers'> {
  offer: QuotedOffer
  index: number
  best: string | null | undefined
}

function TotalCell({ currency, numbers, offer, index, best }: TotalCellProps) {
  const t = useTranslations('product')
  return (
    <>
      {offer.converted ? formatMoney(offer.converted, currency, numbers) : formatMoney(offer.net, offer.currency, numbers)}
      {offer.currency !== currency && (
        <Text size="xs" c="dimmed">
          {offer.converted ? formatMoney(offer.net, offer.currency, numbers) : t('noRate')}
        </Text>
      )}
      {index > 0 && offer.converted && best && Number(best) > 0 && (
        <Text size="xs" c="dimmed">
          +{formatPercent((Number(offer.converted) / Number(best) - 1) * 100, numbers)}
        </Text>
      )}
    </>
  )
}
