import { Badge, Card, Group, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { formatNumber, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import type { FoundProduct } from '@/lib/discovery/search/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'
import { BuyOffer } from './buy-offer'
import { CompareToggle } from './compare-tray'
import { Highlight } from './highlight'
import { ProductPicture } from './product-picture'

interface Props {
  product: FoundProduct
  /** words that are marked in its name */
  question?: string
  locale: Locale
  numbers: NumberFormat
  /** of the reader's organization */
  currency: string
  /** given, the best offer can be put into the cart */
  action?: Action<{ offerId: string; quantity: string }>
}

/** A product in a list: the best of its offers, its price, a way into the cart and into the comparison. */
export function ProductCard({ product, question = '', locale, numbers, currency, action }: Props) {
  const t = useTranslations('catalog')
  return (
    <Card withBorder padding="sm" data-testid="product">
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ProductPicture fileId={product.pictureFileId} category={product.categoryCode} label={localText(product.name, locale)} />
        <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
          <AnchorLink href={`/catalog/${product.id}`} fw={600}>
            <Highlight text={localText(product.name, locale)} question={question} />
          </AnchorLink>
          <Text size="sm" c="dimmed">
            {[product.best?.buyerPartNumber && t('ownNumber', { number: product.best.buyerPartNumber }), product.brand, product.partNumber]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {product.best && (
            <Group gap="xs">
              <Text size="sm">{product.best.supplierName}</Text>
              {product.best.preferred && <Badge color="blue">{t('preferred')}</Badge>}
              <Badge color="gray">{t(`source.${product.best.source}`)}</Badge>
              {product.best.leadTimeDays !== null && <Text size="sm">{t('leadTime', { days: product.best.leadTimeDays })}</Text>}
              <Text size="sm" c={Number(product.best.stock ?? 0) > 0 ? 'var(--stoa-good)' : 'dimmed'}>
                {Number(product.best.stock ?? 0) > 0 ? t('inStock') : t('outOfStock')}
              </Text>
              <Text size="sm" c="dimmed">
                {t('offers', { count: product.offers })}
              </Text>
            </Group>
          )}
          <CompareToggle id={product.id} />
        </Stack>
        {product.best && (
          <Stack gap={4} align="flex-end">
            <Text
              fw={600}
              title={product.best.breaks
                .map(
                  (step) => `${formatNumber(step.from, numbers)}+: ${formatUnitPrice(step.price, product.best?.currency ?? '', numbers)}`,
                )
                .join('\n')}
            >
              {product.best.configurable && `${t('from')} `}
              {formatUnitPrice(product.best.unitPrice, product.best.currency, numbers)}
            </Text>
            <Text size="xs" c="dimmed">
              {t('perUnit', { unit: unitName(product.best.unit, locale) })}
              {product.best.converted &&
                product.best.currency !== currency &&
                ` · ≈ ${formatUnitPrice(new Decimal(product.best.converted).div(product.best.quantity).toFixed(4), currency, numbers)}`}
            </Text>
            {action && <BuyOffer action={action} offer={product.best} label={localText(product.name, locale)} />}
          </Stack>
        )}
      </Group>
    </Card>
  )
}
