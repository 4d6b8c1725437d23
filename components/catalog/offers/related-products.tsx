import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { QuotedOffer } from '@/lib/pricing/quotes/views'
import { BuyOffer } from './buy-offer'
import { ProductPicture } from './product-picture'

interface Props {
  title: string
  offers: QuotedOffer[]
  locale: Locale
  numbers: NumberFormat
  action?: Action<{ offerId: string; quantity: string }>
}

/** Accessories or substitutes of a product, ready to be added; nothing when its suppliers name none. */
export function RelatedProducts({ title, offers, locale, numbers, action }: Props) {
  if (offers.length === 0) return null
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack gap="xs">
        {offers.map((offer) => (
          <Group key={offer.id} wrap="nowrap" gap="sm">
            <ProductPicture fileId={offer.pictureFileId} category={offer.categoryCode} label="" size={40} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <AnchorLink href={`/catalog/${offer.productId}`}>{localText(offer.name, locale)}</AnchorLink>
              <Text size="xs" c="dimmed">
                {offer.supplierName} · {offer.supplierPartNumber}
              </Text>
            </div>
            <Text size="sm" className="nowrap">
              {formatUnitPrice(offer.unitPrice, offer.currency, numbers)}
            </Text>
            {action && <BuyOffer offer={offer} label={localText(offer.name, locale)} action={action} />}
          </Group>
        ))}
      </Stack>
    </Card>
  )
}
