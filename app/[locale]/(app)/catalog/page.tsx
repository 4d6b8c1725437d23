import { Alert, Grid, GridCol, Group, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { CompareTray } from '@/components/catalog/offers/compare-tray'
import { Facets } from '@/components/catalog/offers/facets'
import { ProductCard } from '@/components/catalog/offers/product-card'
import { catalogHref } from '@/components/catalog/offers/search-href'
import { SortSelect } from '@/components/catalog/offers/sort-select'
import { LandingLinks } from '@/components/discovery/landing/landing-links'
import { InternalItems } from '@/components/purchasing/requisitions/internal-items'
import { EmptyState } from '@/components/ui/empty-state'
import { BadgeLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { reachingCatalogs } from '@/lib/catalog/virtual/queries'
import { listLandingPages } from '@/lib/discovery/landing/queries'
import { PAGE_SIZE, searchProducts } from '@/lib/discovery/search/queries'
import type { SearchParams } from '@/lib/discovery/search/schemas'
import { searchParams as searchSchema } from '@/lib/discovery/search/schemas'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import type { Locale } from '@/lib/platform/i18n/locales'
import { findInternalItems } from '@/lib/purchasing/requisitions/queries'
import { addToCartAction } from '../../../actions/cart'
import { pageContext, show } from '../../../request-context'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav'))('catalog') }
}

export default async function CatalogPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const ctx = await pageContext()
  const t = await getTranslations('catalog')
  const locale = (await getLocale()) as Locale
  const params = searchSchema.parse(await searchParams)
  // Where nothing is asked for yet, what hubs have put together stands before it.
  const browsing = catalogHref(params) === '/catalog'
  const [found, catalogs, internal, pages] = await show(
    Promise.all([
      searchProducts(ctx, params),
      reachingCatalogs(ctx),
      params.q ? findInternalItems(ctx, params.q, 5) : [],
      browsing ? listLandingPages(ctx) : [],
    ]),
  )
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
          <Results pages={pages} catalogs={catalogs} params={params} ctx={ctx} found={found} internal={internal} />
        </GridCol>
      </Grid>
      <CompareTray auctions={may('source', 'Auction')(ctx.actor)} />
    </>
  )
}

async function Pages({ params, resultPages }: { params: SearchParams; resultPages: number }) {
  const t = await getTranslations('catalog')
  return (
    <Group justify="center" component="nav" aria-label={t('pages')}>
      {params.page > 1 && (
        <ButtonLink variant="default" href={catalogHref({ ...params, page: params.page - 1 })}>
          {t('previous')}
        </ButtonLink>
      )}
      <Text size="sm">{t('pageOf', { page: params.page, pages: resultPages })}</Text>
      {params.page < resultPages && (
        <ButtonLink variant="default" href={catalogHref({ ...params, page: params.page + 1 })}>
          {t('next')}
        </ButtonLink>
      )}
    </Group>
  )
}

interface CatalogLinksProps {
  catalogs: Awaited<ReturnType<typeof reachingCatalogs>>
  params: SearchParams
}

/** The catalogs made for the reader, to look through one alone. */
async function CatalogLinks({ catalogs, params }: CatalogLinksProps) {
  const t = await getTranslations('catalog')
  return (
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
  )
}

interface ResultsProps {
  pages: Awaited<ReturnType<typeof listLandingPages>>
  catalogs: Awaited<ReturnType<typeof reachingCatalogs>>
  params: SearchParams
  ctx: ReadContext
  found: Awaited<ReturnType<typeof searchProducts>>
  internal: Awaited<ReturnType<typeof findInternalItems>>
}

async function Results({ pages, catalogs, params, ctx, found, internal }: ResultsProps) {
  const t = await getTranslations('catalog')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const buys = may('use', 'Cart')(ctx.actor)
  const resultPages = Math.ceil(found.total / PAGE_SIZE)
  return (
    <Stack gap="sm">
      {pages.length > 0 && <LandingLinks pages={pages.slice(0, 6)} locale={locale} label={t('landing')} />}
      {catalogs.length > 0 && <CatalogLinks catalogs={catalogs} params={params} />}
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
        <ProductCard
          key={product.id}
          product={product}
          question={params.q}
          locale={locale}
          numbers={numbers}
          currency={ctx.actor.currency}
          {...(buys && { action: addToCartAction })}
        />
      ))}
      {resultPages > 1 && <Pages params={params} resultPages={resultPages} />}
    </Stack>
  )
}
