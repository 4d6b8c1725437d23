import { Alert, Card, Grid, GridCol, Group, Stack, Text, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActionButton } from '@/components/ui/action-button'
import { ClientOnly } from '@/components/ui/client-only'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchField } from '@/components/ui/search-field'
import { DraftTable } from '@/components/virtual-catalogs/draft-table'
import { SelectionForm } from '@/components/virtual-catalogs/selection-form'
import type { Locale } from '@/lib/platform/i18n/locales'
import { tradingPartners } from '@/lib/pricing/queries'
import { audienceChoices, compareVersions, draftCounts, getVirtualCatalog, listDraft } from '@/lib/virtual-catalogs/queries'
import {
  describeVirtualCatalogAction,
  keepItemAction,
  publishVirtualCatalogAction,
  removeVirtualCatalogAction,
  rollBackVirtualCatalogAction,
} from '../../../../actions/virtual-catalogs'
import { pageContext, show } from '../../../../request-context'

interface Query {
  after?: string
  search?: string
  /** a version that is compared with the one before it */
  version?: string
}

/** One virtual catalog: what it selects, whom it reaches, every offer with what is said of it by hand, and its versions. */
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
  const looked = catalog.versions.find(({ number }) => String(number) === query.version)?.number
  const [counts, draft, choices, suppliers, difference] = await Promise.all([
    draftCounts(ctx, catalog),
    listDraft(ctx, catalog, query),
    audienceChoices(ctx),
    tradingPartners(ctx, 'buyer'),
    looked ? compareVersions(ctx, catalog, looked - 1, looked) : [],
  ])
  const changes = counts.added + counts.removed + counts.changed
  const expected = catalog.publishedVersion
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
            {expected === null && (
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
              action={publishVirtualCatalogAction}
              input={{ catalogId: id, expected }}
              disabled={expected !== null && changes === 0}
              done={t('published')}
            >
              {t('publish')}
            </ActionButton>
          </Group>
        }
      />
      <Stack>
        {expected !== null && changes > 0 && <Alert color="blue">{t('waiting', { ...counts })}</Alert>}
        <Grid>
          <GridCol span={{ base: 12, md: 5 }}>
            <Stack>
              <ClientOnly height={320}>
                <SelectionForm
                  key={catalog.changedAt.toISOString()}
                  action={describeVirtualCatalogAction}
                  catalog={{ id, name: catalog.name, selection: catalog.selection, audience: catalog.audience }}
                  choices={choices}
                  suppliers={suppliers}
                  marketplace={catalog.managedBy === 'marketplace'}
                />
              </ClientOnly>
              <Card withBorder>
                <Title order={2} mb="sm">
                  {t('versions')}
                </Title>
                {catalog.versions.length === 0 ? (
                  <Text c="dimmed">{t('neverPublished')}</Text>
                ) : (
                  <Timeline bulletSize={14} lineWidth={2} active={catalog.versions.length}>
                    {catalog.versions.map((version) => (
                      <TimelineItem
                        key={version.number}
                        title={t('versionTitle', { number: version.number, source: t(`source.${version.source}` as never) })}
                      >
                        <Text size="sm">{t('changes', { added: version.added, changed: version.changed, removed: version.removed })}</Text>
                        <Text size="xs" c="dimmed">
                          {formatTime(version.publishedAt, locale, ctx.actor.timeZone)}
                        </Text>
                        <Group gap="xs">
                          <AnchorLink href={href({ version: String(version.number) })}>{t('compare')}</AnchorLink>
                          {version.number !== expected && (
                            <ActionButton
                              size="compact-xs"
                              variant="default"
                              action={rollBackVirtualCatalogAction}
                              input={{ catalogId: id, expected, version: version.number }}
                              confirm={t('rollBackSure', { number: version.number })}
                              done={t('rolledBack')}
                            >
                              {t('rollBack')}
                            </ActionButton>
                          )}
                        </Group>
                        {version.number === looked && (
                          <ul>
                            {difference.map((row) => (
                              <li key={row.offerId}>
                                {row.is ? '+' : '−'} {row.part} · {row.name[locale] ?? row.name.en ?? ''} · {row.supplier}
                              </li>
                            ))}
                            {difference.length === 0 && <li>{t('sameOffers')}</li>}
                          </ul>
                        )}
                      </TimelineItem>
                    ))}
                  </Timeline>
                )}
              </Card>
            </Stack>
          </GridCol>
          <GridCol span={{ base: 12, md: 7 }}>
            <Card withBorder>
              <Stack gap="sm">
                <Group justify="space-between">
                  <Title order={2}>{t('draftOffers', { count: counts.total })}</Title>
                  <SearchField label={t('find')} value={query.search ?? ''} name="search" keep={{}} path={`/catalogs/${id}`} />
                </Group>
                {draft.entries.length === 0 ? (
                  <Text c="dimmed">{t(query.search ? 'nothingFound' : 'nothingSelected')}</Text>
                ) : (
                  <DraftTable
                    catalogId={id}
                    entries={draft.entries}
                    action={keepItemAction}
                    locale={locale}
                    numbers={ctx.actor.numberFormat}
                  />
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
