import { Alert, Card, Grid, GridCol, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import {
  checkVersionAction,
  consentChangesAction,
  describeVirtualCatalogAction,
  pickOfferAction,
  publishVirtualCatalogAction,
  removeVirtualCatalogAction,
  saveItemAction,
} from '@/app/actions/virtual'
import { CatalogFile } from '@/components/catalog/virtual/catalog-file'
import { DraftTable } from '@/components/catalog/virtual/draft-table'
import { HeldChanges } from '@/components/catalog/virtual/held-changes'
import { LazySelectionForm } from '@/components/catalog/virtual/lazy-selection-form'
import { LeftOut } from '@/components/catalog/virtual/left-out'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchField } from '@/components/ui/search-field'
import { StateBadge } from '@/components/ui/state-badge'
import { internalCategories } from '@/lib/catalog/mapping/queries'
import { leftOutByQuality, ruleCounts } from '@/lib/catalog/virtual/draft-queries'
import { audienceChoices, draftCounts, getVirtualCatalog, listDraft } from '@/lib/catalog/virtual/queries'
import { heldChanges, openVersion } from '@/lib/catalog/virtual/version-queries'
import { tradingPartners } from '@/lib/parties/network/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import { ownPriceLists } from '@/lib/pricing/price-lists/queries'
import { pageContext, show } from '../../../../request-context'
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
  const query = await searchParams
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
  const href = (changed: Query) => {
    const next = new URLSearchParams()
    for (const [key, value] of Object.entries({ search: query.search, ...changed })) if (value) next.set(key, value)
    return `/catalogs/${id}?${next}`
  }
  return (
    <>
      <PageHeader
        title={catalog.name}
        crumbs={[{ href: '/catalogs', label: t('title') }]}
        subtitle={expected === null ? t('neverPublished') : t('shows', { version: expected })}
        action={
          <Group gap="xs">
            {catalog.versions.length > 0 && (
              <ButtonLink variant="default" href={`/catalogs/${id}/versions`}>
                {t('versions')}
              </ButtonLink>
            )}
            {expected === null && catalog.versions.length === 0 && (
              <ActionButton
                variant="default"
                action={removeVirtualCatalogAction}
                input={{ catalogId: id }}
                confirm={t('removeSure')}
                goTo="/catalogs"
              >
                {t('remove')}
              </ActionButton>
            )}
            <ActionButton
              variant={catalog.needsSecond ? 'filled' : 'default'}
              action={checkVersionAction}
              input={{ catalogId: id }}
              disabled={open?.state === 'submitted' || open?.state === 'accepted'}
              done={t('checkedDone')}
            >
              {t('check')}
            </ActionButton>
            {!catalog.needsSecond && (
              <ActionButton
                action={publishVirtualCatalogAction}
                input={{ catalogId: id, expected }}
                disabled={expected !== null && changes === 0}
                done={t('published')}
              >
                {t('publish')}
              </ActionButton>
            )}
          </Group>
        }
      />
      <Stack>
        {expected !== null && changes > 0 && !open && <Alert color="blue">{t('waiting', { ...counts })}</Alert>}
        {open && <OpenVersion ctx={ctx} catalog={catalog} version={open} />}
        {held.length > 0 && <HeldChanges catalogId={id} changes={held} consent={consentChangesAction} locale={locale} numbers={numbers} />}
        {leftOut.count > 0 && <LeftOut catalogId={id} {...leftOut} pick={pickOfferAction} locale={locale} />}
        <Grid>
          <GridCol span={{ base: 12, md: 4 }}>
            <Stack>
              <LazySelectionForm
                key={catalog.changedAt.toISOString()}
                action={describeVirtualCatalogAction}
                catalog={{
                  id,
                  name: catalog.name,
                  selection: catalog.selection,
                  audience: catalog.audience,
                  validFrom: catalog.validFrom?.toISOString() ?? null,
                  validTo: catalog.validTo?.toISOString() ?? null,
                  needsSecond: catalog.needsSecond,
                  priceRise: catalog.priceRise && new Decimal(catalog.priceRise.toString()).toFixed(),
                  contentPolicy: catalog.contentPolicy,
                }}
                choices={choices}
                internalCategories={own.map(({ id: internalCategoryId, code, name }) => ({
                  id: internalCategoryId,
                  name: `${code} ${name}`,
                }))}
                suppliers={suppliers}
                counts={found}
                marketplace={catalog.managedBy === 'marketplace'}
              />
              {prices.length > 0 && (
                <Card withBorder>
                  <Title order={2} mb="sm">
                    {t('ownPrices')}
                  </Title>
                  <Stack gap={4}>
                    {prices.map((list) => (
                      <Group key={list.id} justify="space-between">
                        {catalog.managedBy === 'buyer' ? (
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
              )}
            </Stack>
          </GridCol>
          <GridCol span={{ base: 12, md: 8 }}>
            <Card withBorder>
              <Stack gap="sm">
                <Group justify="space-between">
                  <Title order={2}>{t('draftOffers', { count: counts.total })}</Title>
                  <SearchField label={t('find')} value={query.search ?? ''} name="search" keep={{}} path={`/catalogs/${id}`} />
                </Group>
                <ClientOnly height={30}>
                  <CatalogFile catalogId={id} />
                </ClientOnly>
                {draft.entries.length === 0 ? (
                  <Text c="dimmed">{t(query.search ? 'nothingFound' : 'nothingSelected')}</Text>
                ) : (
                  <DraftTable catalogId={id} entries={draft.entries} action={saveItemAction} locale={locale} numbers={numbers} />
                )}
                <Pager first={query.after ? href({}) : null} next={draft.next && href({ after: draft.next })} />
              </Stack>
            </Card>
          </GridCol>
        </Grid>
      </Stack>
    </>
  )
}
