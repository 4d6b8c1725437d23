import { Alert, Card, Grid, GridCol, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { consentChangesAction, describeVirtualCatalogAction, pickOfferAction, saveItemAction } from '@/app/actions/virtual'
import { CatalogFile } from '@/components/catalog/virtual/catalog-file'
import { DraftTable } from '@/components/catalog/virtual/draft-table'
import { HeldChanges } from '@/components/catalog/virtual/held-changes'
import { LazySelectionForm } from '@/components/catalog/virtual/lazy-selection-form'
import { LeftOut } from '@/components/catalog/virtual/left-out'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { WhenReady } from '@/components/ui/when-ready'
import { internalCategories } from '@/lib/catalog/mapping/queries'
import { leftOutByQuality, ruleCounts } from '@/lib/catalog/virtual/draft-queries'
import { audienceChoices, draftCounts, getVirtualCatalog, listDraft } from '@/lib/catalog/virtual/queries'
import { heldChanges, openVersion } from '@/lib/catalog/virtual/version-queries'
import { tradingPartners } from '@/lib/parties/network/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { toDecimal } from '@/lib/platform/money/decimal'
import { ownPriceLists } from '@/lib/pricing/price-lists/queries'
import { pageContext, show } from '../../../../request-context'
import { CatalogActions } from './catalog-actions'
import { OpenVersion } from './open-version'

interface Query {
  after?: string
  search?: string
}

/** One virtual catalog: what waits for somebody, what it selects, whom it reaches, and every offer with what is said of it by hand. */
export default async function VirtualCatalogPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Query>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const query = singleValues(await searchParams)
  const catalog = await show(getVirtualCatalog(ctx, id))
  const [counts, found, draft, choices, suppliers, { own }, held, prices, leftOut] = await Promise.all([
    draftCounts(ctx, catalog),
    ruleCounts(ctx, catalog.selection),
    listDraft(ctx, catalog, query),
    audienceChoices(ctx),
    tradingPartners(ctx, 'buyer'),
    internalCategories(ctx),
    heldChanges(ctx, catalog),
    ownPriceLists(ctx, catalog),
    leftOutByQuality(ctx, catalog),
  ])
  const open = openVersion(catalog)
  const changes = counts.added + counts.removed + counts.changed
  const expected = catalog.publishedVersion
  const numbers = ctx.actor.numberFormat
  return (
    <>
      <PageHeader
        title={catalog.name}
        crumbs={[{ href: '/catalogs', label: t('title') }]}
        subtitle={expected === null ? t('neverPublished') : t('shows', { version: expected })}
        action={<CatalogActions catalog={catalog} openState={open?.state ?? null} changes={changes} />}
      />
      <Stack>
        {expected !== null && changes > 0 && !open && <Alert color="blue">{t('waiting', { ...counts })}</Alert>}
        {open && <OpenVersion ctx={ctx} catalog={catalog} version={open} />}
        {held.length > 0 && <HeldChanges catalogId={id} changes={held} consent={consentChangesAction} locale={locale} numbers={numbers} />}
        {leftOut.count > 0 && <LeftOut catalogId={id} {...leftOut} pick={pickOfferAction} locale={locale} />}
        <Grid>
          <GridCol span={{ base: 12, md: 4 }}>
            <Stack>
              <Selection
                key={catalog.changedAt.toISOString()}
                catalog={catalog}
                choices={choices}
                own={own}
                suppliers={suppliers}
                found={found}
              />
              {prices.length > 0 && <OwnPrices prices={prices} linked={catalog.managedBy === 'buyer'} />}
            </Stack>
          </GridCol>
          <GridCol span={{ base: 12, md: 8 }}>
            <Draft catalogId={id} query={query} total={counts.total} draft={draft} locale={locale} numbers={numbers} />
          </GridCol>
        </Grid>
      </Stack>
    </>
  )
}

/** The price lists that hold the catalog's own prices, one for each supplier. */
async function OwnPrices({ prices, linked }: { prices: Awaited<ReturnType<typeof ownPriceLists>>; linked: boolean }) {
  const t = await getTranslations('catalogs')
  return (
    <Card withBorder>
      <Title order={2} mb="sm">
        {t('ownPrices')}
      </Title>
      <Stack gap={4}>
        {prices.map((list) => (
          <Group key={list.id} justify="space-between">
            {linked ? (
              <AnchorLink href={`/prices/${list.id}`}>{list.supplier.name}</AnchorLink>
            ) : (
              <Text size="sm">{list.supplier.name}</Text>
            )}
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {t('offerCount', { count: list._count.entries })}
              </Text>
              <StateBadge state={list.state}>{t(`priceState.${list.state as 'proposed'}`)}</StateBadge>
            </Group>
          </Group>
        ))}
      </Stack>
    </Card>
  )
}

interface DraftProps {
  catalogId: string
  query: Query
  total: number
  draft: Awaited<ReturnType<typeof listDraft>>
  locale: Locale
  numbers: NumberFormat
}

/** Every offer that the catalog would hold, with what is said of it by hand. */
async function Draft({ catalogId, query, total, draft, locale, numbers }: DraftProps) {
  const t = await getTranslations('catalogs')
  const href = (after?: string) => {
    const next = new URLSearchParams({ ...(query.search && { search: query.search }), ...(after && { after }) })
    return `/catalogs/${catalogId}?${next}`
  }
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('draftOffers', { count: total })}</Title>
          <SearchField label={t('find')} value={query.search ?? ''} name="search" keep={{}} path={`/catalogs/${catalogId}`} />
        </Group>
        <WhenReady>
          <CatalogFile catalogId={catalogId} />
        </WhenReady>
        {draft.entries.length === 0 ? (
          <Text c="dimmed">{t(query.search ? 'nothingFound' : 'nothingSelected')}</Text>
        ) : (
          <DraftTable catalogId={catalogId} entries={draft.entries} action={saveItemAction} locale={locale} numbers={numbers} />
        )}
        <Pager first={query.after ? href() : null} next={draft.next && href(draft.next)} />
      </Stack>
    </Card>
  )
}

/** What the form shows of a catalog, as it goes to the browser. */
const described = (catalog: Awaited<ReturnType<typeof getVirtualCatalog>>) => ({
  id: catalog.id,
  name: catalog.name,
  selection: catalog.selection,
  audience: catalog.audience,
  validFrom: catalog.validFrom?.toISOString() ?? null,
  validTo: catalog.validTo?.toISOString() ?? null,
  needsSecond: catalog.needsSecond,
  priceRise: catalog.priceRise && toDecimal(catalog.priceRise).toFixed(),
  contentPolicy: catalog.contentPolicy,
})

interface SelectionProps {
  catalog: Awaited<ReturnType<typeof getVirtualCatalog>>
  choices: Awaited<ReturnType<typeof audienceChoices>>
  own: Awaited<ReturnType<typeof internalCategories>>['own']
  suppliers: Awaited<ReturnType<typeof tradingPartners>>
  found: Awaited<ReturnType<typeof ruleCounts>>
}

function Selection({ catalog, choices, own, suppliers, found }: SelectionProps) {
  return (
    <LazySelectionForm
      action={describeVirtualCatalogAction}
      catalog={described(catalog)}
      choices={choices}
      internalCategories={own.map(({ id: internalCategoryId, code, name }) => ({
        id: internalCategoryId,
        name: `${code} ${name}`,
      }))}
      suppliers={suppliers}
      counts={found}
      marketplace={catalog.managedBy === 'marketplace'}
    />
  )
}
