import { Badge, Blockquote, Card, Grid, GridCol, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { pickOfferAction } from '@/app/actions/virtual'
import { MergedProducts } from '@/components/catalog/duplicates/merged-products'
import { FavouriteButton } from '@/components/catalog/offers/favourite-button'
import { OffersTable } from '@/components/catalog/offers/offers-table'
import { PriceHistory } from '@/components/catalog/offers/price-history'
import { ProductPictures } from '@/components/catalog/offers/product-pictures'
import { QuantityForm } from '@/components/catalog/offers/quantity-form'
import { RelatedProducts } from '@/components/catalog/offers/related-products'
import { PickOffer } from '@/components/catalog/virtual/pick-offer'
import { DealList } from '@/components/pricing/deals/deal-list'
import { ClientOnly } from '@/components/ui/client-only'
import { Fact } from '@/components/ui/fact'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { mergedWith } from '@/lib/catalog/duplicates/queries'
import { attributesWithInternalContent } from '@/lib/catalog/internal-content/model'
import { internalContentsOf } from '@/lib/catalog/internal-content/queries'
import { internalUnits } from '@/lib/catalog/mapping/queries'
import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import { getProduct, priceHistory } from '@/lib/catalog/offers/product-queries'
import { listVirtualCatalogs } from '@/lib/catalog/virtual/queries'
import { may } from '@/lib/parties/identity/abilities'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'
import { listDeals } from '@/lib/pricing/deals/queries'
import { quoteProducts, relatedQuotes } from '@/lib/pricing/quotes/queries'
import { listFavourites } from '@/lib/purchasing/cart/queries'
import { addToCartAction, toggleFavouriteAction } from '../../../../actions/cart'
import { unmergeProductAction } from '../../../../actions/duplicates'
import { pageContext, show } from '../../../../request-context'

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
  const asked = (await searchParams).quantity
  const quantity = asked && QUANTITY.test(asked) && Number(asked) > 0 ? new Decimal(asked) : undefined
  const { product, offers } = await show(getProduct(ctx, id))
  const collects = may('manage', 'VirtualCatalog')(ctx.actor)
  const [quotes, related, history, favourites, catalogs, joined, units, deals, internalContents] = await Promise.all([
    quoteProducts(ctx, [id], quantity),
    relatedQuotes(
      ctx,
      offers.map((offer) => offer.id),
    ),
    priceHistory(
      ctx,
      offers.map((offer) => offer.id),
    ),
    may('use', 'Cart')(ctx.actor) ? listFavourites(ctx) : [],
    collects ? listVirtualCatalogs(ctx) : [],
    mergedWith(ctx, id),
    internalUnits(ctx),
    may('read', 'Search')(ctx.actor) ? listDeals(ctx, { productId: id }) : [],
    internalContentsOf(ctx, [id]),
  ])
  const name = localText(product.name as LocalizedText, locale)
  const added = internalContents.get(id) ?? []
  const attributes = attributesWithInternalContent(product.attributes as Attribute[], added)
  // What somebody has added stands before what the supplier shows.
  const files = [...added.flatMap((internalContent) => internalContent.files), ...product.files]
  const documents = files.filter((file) => file.kind === 'document')
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
          <Group gap="xs">
            {collects && (
              <ButtonLink variant="default" href={`/catalog/${id}/enrich`}>
                {t('enrich')}
              </ButtonLink>
            )}
            {may('source', 'Auction')(ctx.actor) && (
              <ButtonLink variant="default" href={`/auctions/new?product=${id}${quantity ? `&quantity=${quantity.toFixed()}` : ''}`}>
                {t('makeAuction')}
              </ButtonLink>
            )}
            {buys && (
              <FavouriteButton action={toggleFavouriteAction} productId={id} kept={favourites.some((item) => item.productId === id)} />
            )}
          </Group>
        }
      />
      <Grid>
        <GridCol span={{ base: 12, md: 4, lg: 3 }}>
          <Card withBorder>
            <Stack>
              <ProductPictures
                name={name}
                category={product.categoryCode}
                fileIds={files.filter((file) => file.kind === 'picture').map((file) => file.fileId)}
              />
              <Text>{localText(product.description as LocalizedText, locale)}</Text>
              {added.map(({ organizationId, organization, note }) => {
                const text = localText(note, locale)
                return (
                  text && (
                    <Blockquote key={organizationId} cite={organization} p="sm" fz="sm" style={{ whiteSpace: 'pre-line' }}>
                      {text}
                    </Blockquote>
                  )
                )
              })}
              <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
                {attributes.map(({ name, value, unit, by }) => (
                  <Fact key={name} label={name}>
                    {[value, unit].filter(Boolean).join(' ')}
                    {by && (
                      <Text span size="xs" c="dimmed">
                        {` ${t('saidBy', { name: by })}`}
                      </Text>
                    )}
                  </Fact>
                ))}
                <Fact label={t('unit')}>{unitName(product.unit, locale)}</Fact>
              </dl>
              {documents.length > 0 && (
                <Stack gap={4}>
                  <Title order={2}>{t('documents')}</Title>
                  {documents.map(({ fileId, file }) => (
                    <a key={fileId} href={`/api/files/${fileId}`}>
                      {file.name}
                    </a>
                  ))}
                </Stack>
              )}
            </Stack>
          </Card>
        </GridCol>
        <GridCol span={{ base: 12, md: 8, lg: 9 }}>
          <Stack>
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
            {deals.length > 0 && (
              <Stack gap="xs">
                <Title order={2}>{t('deals')}</Title>
                <ClientOnly height={110}>
                  <DealList deals={deals} locale={locale} />
                </ClientOnly>
              </Stack>
            )}
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
            {catalogs.length > 0 && offers.length > 0 && (
              <ClientOnly height={110}>
                <PickOffer
                  action={pickOfferAction}
                  catalogs={catalogs.map((catalog) => ({ id: catalog.id, name: catalog.name }))}
                  offers={offers.map((offer) => ({ id: offer.id, label: `${offer.supplierName} · ${offer.supplierPartNumber}` }))}
                />
              </ClientOnly>
            )}
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
                now={ctx.now.toISOString()}
              />
            </Card>
          </Stack>
        </GridCol>
      </Grid>
    </>
  )
}
