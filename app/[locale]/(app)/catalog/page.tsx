import { Alert, Badge, Card, Grid, GridCol, Group, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { BuyOffer } from '@/components/catalog/buy-offer'
import { CompareToggle, CompareTray } from '@/components/catalog/compare-tray'
import { Facets } from '@/components/catalog/facets'
import { Highlight } from '@/components/catalog/highlight'
import { ProductPicture } from '@/components/catalog/product-picture'
import { catalogHref } from '@/components/catalog/search-href'
import { SortSelect } from '@/components/catalog/sort-select'
import { InternalItems } from '@/components/requisitions/internal-items'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink, BadgeLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/identity/abilities'
import { Decimal } from '@/lib/platform/decimal'
import { env } from '@/lib/platform/env'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units'
import { findInternalItems } from '@/lib/requisitions/queries'
import { PAGE_SIZE, searchProducts } from '@/lib/search/queries'
import { searchParams as searchSchema } from '@/lib/search/schemas'
import { reachingCatalogs } from '@/lib/virtual-catalogs/queries'
import { addToCartAction } from '../../../actions/ordering'
import { pageContext, show } from '../../../request-context'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav'))('catalog') }
}

export default async function CatalogPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const ctx = await pageContext()
  const t = await getTranslations('catalog')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const params = searchSchema.parse(await searchParams)
  const [found, catalogs, internal] = await Promise.all([
    show(searchProducts(ctx, params)),
    reachingCatalogs(ctx),
    params.q ? findInternalItems(ctx, params.q, 5) : [],
  ])
  const buys = may('use', 'Cart')(ctx.actor)
  const pages = Math.ceil(found.total / PAGE_SIZE)
  return (
    <>
      <PageHeader
        title={params.q ? t('resultsFor', { q: params.q }) : t('title')}
        subtitle={t('count', { count: found.total })}
        action={<SortSelect params={params} />}
      />
      <Grid gap="md">
        <GridCol span={{ base: 12, sm: 4, lg: 3 }}>
          <Facets
            params={params}
            facets={found.facets}
            names={found.names}
            own={found.own}
            locale={locale}
            currency={env().REFERENCE_CURRENCY}
          />
        </GridCol>
        <GridCol span={{ base: 12, sm: 8, lg: 9 }}>
          <Stack gap="sm">
            {catalogs.length > 0 && (
              <Group gap="xs" component="nav" aria-label={t('ownCatalogs')}>
                {catalogs.map(({ id, name }) => (
                  <BadgeLink
                    key={id}
                    href={catalogHref({ ...params, page: 1, catalog: params.catalog === id ? undefined : id })}
                    variant={params.catalog === id ? 'filled' : 'default'}
                    aria-current={params.catalog === id ? 'true' : undefined}
                    style={{ cursor: 'pointer' }}
                  >
                    {name}
                  </BadgeLink>
                ))}
              </Group>
            )}
            {ctx.actor.catalogsOnly && <Alert color="blue">{t(catalogs.length > 0 ? 'catalogsOnly' : 'catalogsOnlyNone')}</Alert>}
            {found.degraded && <Alert color="yellow">{t('degraded')}</Alert>}
            {found.corrections.map((correction) => (
              <Alert key={correction.from} color="blue">
                {t('corrected', { from: correction.from, to: correction.to.join(', ') })}
              </Alert>
            ))}
            {internal.length > 0 && <InternalItems items={internal} locale={locale} />}
            {found.products.length === 0 &&
              (ctx.actor.networks.length === 0 ? (
                <EmptyState title={t('noNetwork')} text={t('noNetworkText')} action={{ href: '/network', label: t('toNetworks') }} />
              ) : (
                <EmptyState
                  title={t('nothing')}
                  text={t('nothingText')}
                  action={
                    buys && params.q
                      ? { href: `/requests?text=${encodeURIComponent(params.q)}`, label: t('askInstead') }
                      : { href: '/catalog', label: t('clear') }
                  }
                />
              ))}
            {found.products.map((product) => (
              <Card key={product.id} withBorder padding="sm" data-testid="product">
                <Group wrap="nowrap" align="flex-start" gap="md">
                  <ProductPicture fileId={product.pictureFileId} category={product.categoryCode} label={localText(product.name, locale)} />
                  <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
                    <AnchorLink href={`/catalog/${product.id}`} fw={600}>
                      <Highlight text={localText(product.name, locale)} question={params.q} />
                    </AnchorLink>
                    <Text size="sm" c="dimmed">
                      {[
                        product.best?.ownPartNumber && t('ownNumber', { number: product.best.ownPartNumber }),
                        product.brand,
                        product.partNumber,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                    {product.best && (
                      <Group gap="xs">
                        <Text size="sm">{product.best.supplierName}</Text>
                        {product.best.preferred && <Badge color="blue">{t('preferred')}</Badge>}
                        <Badge color="gray">{t(`source.${product.best.source}` as never)}</Badge>
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
                            (step) =>
                              `${formatNumber(step.from, numbers)}+: ${formatUnitPrice(step.price, product.best?.currency ?? '', numbers)}`,
                          )
                          .join('\n')}
                      >
                        {product.best.configurable && `${t('from')} `}
                        {formatUnitPrice(product.best.unitPrice, product.best.currency, numbers)}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {t('perUnit', { unit: unitName(product.best.unit, locale) })}
                        {product.best.converted &&
                          product.best.currency !== ctx.actor.currency &&
                          ` · ≈ ${formatUnitPrice(new Decimal(product.best.converted).div(product.best.quantity).toFixed(4), ctx.actor.currency, numbers)}`}
                      </Text>
                      {buys && <BuyOffer action={addToCartAction} offer={product.best} label={localText(product.name, locale)} />}
                    </Stack>
                  )}
                </Group>
              </Card>
            ))}
            {pages > 1 && (
              <Group justify="center" component="nav" aria-label={t('pages')}>
                {params.page > 1 && (
                  <ButtonLink variant="default" href={catalogHref({ ...params, page: params.page - 1 })}>
                    {t('previous')}
                  </ButtonLink>
                )}
                <Text size="sm">{t('pageOf', { page: params.page, pages })}</Text>
                {params.page < pages && (
                  <ButtonLink variant="default" href={catalogHref({ ...params, page: params.page + 1 })}>
                    {t('next')}
                  </ButtonLink>
                )}
              </Group>
            )}
          </Stack>
        </GridCol>
      </Grid>
      <CompareTray auctions={may('source', 'Auction')(ctx.actor)} />
    </>
  )
}
