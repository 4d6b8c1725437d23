import { Badge, Card, Grid, GridCol, Group, Stack, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { pickOfferAction } from '@/app/actions/virtual'
import { MergedProducts } from '@/components/catalog/duplicates/merged-products'
import { OffersTable } from '@/components/catalog/offers/offers-table'
import { PriceHistory } from '@/components/catalog/offers/price-history'
import { QuantityForm } from '@/components/catalog/offers/quantity-form'
import { RelatedProducts } from '@/components/catalog/offers/related-products'
import { PickOffer } from '@/components/catalog/virtual/pick-offer'
import { DealList } from '@/components/pricing/deals/deal-list'
import { ClientOnly } from '@/components/ui/client-only'
import { PageHeader } from '@/components/ui/page-header'
import { singleValues } from '@/components/ui/single-values'
import { WhenReady } from '@/components/ui/when-ready'
import { mergedWith } from '@/lib/catalog/duplicates/queries'
import { internalContentsOf } from '@/lib/catalog/internal-content/queries'
import { internalUnits } from '@/lib/catalog/mapping/queries'
import { getProduct, priceHistory } from '@/lib/catalog/offers/product-queries'
import { listVirtualCatalogs } from '@/lib/catalog/virtual/queries'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import { listDeals } from '@/lib/pricing/deals/queries'
import { quoteProducts, relatedQuotes } from '@/lib/pricing/quotes/queries'
import { listFavourites } from '@/lib/purchasing/cart/queries'
import { addToCartAction } from '../../../../actions/cart'
import { unmergeProductAction } from '../../../../actions/duplicates'
import { pageContext, show } from '../../../../request-context'
import { ProductActions } from './product-actions'
import { ProductCard } from './product-card'

const QUANTITY = /^\d{1,9}(\.\d{1,6})?$/

/** A product: every supplier's offer at the entered quantity, best total first, and how the price went. */
export default async function ProductPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<{ quantity?: string }>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('product')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const asked = singleValues(await searchParams).quantity
  const quantity = asked && QUANTITY.test(asked) && Number(asked) > 0 ? new Decimal(asked) : undefined
  const { product, offers } = await show(getProduct(ctx, id))
  const collects = may('manage', 'VirtualCatalog')(ctx.actor)
  const [quotes, related, history, favourites, catalogs, joined, units, deals, internalContents] = await aroundProduct(
    ctx,
    id,
    offers,
    quantity,
  )
  const name = localText(product.name as LocalizedText, locale)
  const buys = may('use', 'Cart')(ctx.actor)
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[
          { href: '/catalog', label: t('catalog') },
          ...(product.category
            ? [
                {
                  href: `/catalog?category=${product.category.code}`,
                  label: locale === 'zh' ? product.category.nameZh : product.category.nameEn,
                },
              ]
            : []),
        ]}
        subtitle={[product.brand, product.partNumber, product.gtin && `GTIN ${product.gtin}`].filter(Boolean).join(' · ')}
        action={
          <ProductActions ctx={ctx} productId={id} quantity={quantity?.toFixed()} kept={favourites.some((item) => item.productId === id)} />
        }
      />
      <Grid>
        <GridCol span={{ base: 12, md: 4, lg: 3 }}>
          <ProductCard product={product} added={internalContents.get(id) ?? []} />
        </GridCol>
        <GridCol span={{ base: 12, md: 8, lg: 9 }}>
          <Stack>
            <OffersCard offers={offers} quantity={quantity} quotes={quotes} id={id} ctx={ctx} units={units} />
            {deals.length > 0 && <Deals deals={deals} />}
            {joined.length > 0 && <MergedProducts products={joined} locale={locale} {...(collects && { split: unmergeProductAction })} />}
            {(['accessory', 'substitute'] as const).map((kind) => (
              <RelatedProducts
                key={kind}
                title={t(`related.${kind}`)}
                offers={related.filter((each) => each.kind === kind).map(({ offer }) => offer)}
                locale={locale}
                numbers={ctx.actor.numberFormat}
                {...(buys && { action: addToCartAction })}
              />
            ))}
            {catalogs.length > 0 && offers.length > 0 && <Pick catalogs={catalogs} offers={offers} />}
            <HistoryCard history={history} offers={offers} now={ctx.now} />
          </Stack>
        </GridCol>
      </Grid>
    </>
  )
}

/** How the prices of the product's offers went. */
async function HistoryCard({
  history,
  offers,
  now,
}: {
  history: Awaited<ReturnType<typeof priceHistory>>
  offers: Product['offers']
  now: Date
}) {
  const t = await getTranslations('product')
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('history')}
      </Title>
      <PriceHistory
        points={history.flatMap((point) =>
          point.at
            ? [
                {
                  at: point.at.toISOString(),
                  price: Number(point.price),
                  currency: point.currency,
                  supplier: offers.find((offer) => offer.id === point.offerId)?.supplierName ?? '',
                },
              ]
            : [],
        )}
        now={now.toISOString()}
      />
    </Card>
  )
}

type Product = Awaited<ReturnType<typeof getProduct>>

/** All that the page shows beside the product itself, as far as the reader may see it. */
function aroundProduct(ctx: ReadContext, id: string, offers: Product['offers'], quantity: Decimal | undefined) {
  const offerIds = offers.map((offer) => offer.id)
  const buys = may('use', 'Cart')(ctx.actor)
  return Promise.all([
    quoteProducts(ctx, [id], quantity),
    relatedQuotes(ctx, offerIds),
    priceHistory(ctx, offerIds),
    buys ? listFavourites(ctx) : [],
    may('manage', 'VirtualCatalog')(ctx.actor) ? listVirtualCatalogs(ctx) : [],
    mergedWith(ctx, id),
    internalUnits(ctx),
    may('read', 'Search')(ctx.actor) ? listDeals(ctx, { productId: id }) : [],
    internalContentsOf(ctx, [id]),
  ])
}

interface OffersCardProps {
  offers: Product['offers']
  quantity: Decimal | undefined
  quotes: Awaited<ReturnType<typeof quoteProducts>>
  id: string
  ctx: ReadContext
  units: Awaited<ReturnType<typeof internalUnits>>
}

async function OffersCard({ offers, quantity, quotes, id, ctx, units }: OffersCardProps) {
  const t = await getTranslations('product')
  const locale = (await getLocale()) as Locale
  const buys = may('use', 'Cart')(ctx.actor)
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2}>
          {t('offers')} <Badge color="gray">{offers.length}</Badge>
        </Title>
        <QuantityForm quantity={quantity?.toFixed() ?? ''} />
      </Group>
      <OffersTable
        offers={quotes.get(id) ?? []}
        currency={ctx.actor.currency}
        locale={locale}
        numbers={ctx.actor.numberFormat}
        now={ctx.now}
        timeZone={ctx.actor.timeZone}
        units={units}
        {...(buys && { action: addToCartAction })}
      />
    </Card>
  )
}

interface PickProps {
  catalogs: { id: string; name: string }[]
  offers: Product['offers']
}

function Pick({ catalogs, offers }: PickProps) {
  return (
    <WhenReady>
      <PickOffer
        action={pickOfferAction}
        catalogs={catalogs.map((catalog) => ({ id: catalog.id, name: catalog.name }))}
        offers={offers.map((offer) => ({ id: offer.id, label: `${offer.supplierName} · ${offer.supplierPartNumber}` }))}
      />
    </WhenReady>
  )
}

async function Deals({ deals }: { deals: Awaited<ReturnType<typeof listDeals>> }) {
  const t = await getTranslations('product')
  const locale = (await getLocale()) as Locale
  return (
    <Stack gap="xs">
      <Title order={2}>{t('deals')}</Title>
      <ClientOnly height={110}>
        <DealList deals={deals} locale={locale} />
      </ClientOnly>
    </Stack>
  )
}
