import { Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { removeCustomerGroupAction, saveCustomerGroupAction } from '@/app/actions/price-lists'
import { createVirtualCatalogAction } from '@/app/actions/virtual'
import { CustomerGroups } from '@/components/pricing/price-lists/customer-groups'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { NewByName } from '@/components/ui/new-by-name'
import { PageHeader } from '@/components/ui/page-header'
import { StateBadge } from '@/components/ui/state-badge'
import { WhenReady } from '@/components/ui/when-ready'
import { heldCounts, listVirtualCatalogs } from '@/lib/catalog/virtual/queries'
import { networkMembers } from '@/lib/parties/network/queries'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listCustomerGroups } from '@/lib/pricing/price-lists/queries'
import { pageContext, show } from '../../../request-context'

/** Is a version of this state waiting for somebody? */
const waiting = (state: string | undefined) => state === 'submitted' || state === 'accepted' || state === 'sent_back'

/** The virtual catalogs that the organization keeps. */
export default async function VirtualCatalogsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('catalogs')
  const operates = ctx.actor.kinds.includes('operator')
  const [catalogs, held, groups, members] = await Promise.all([
    show(listVirtualCatalogs(ctx)),
    heldCounts(ctx),
    operates ? listCustomerGroups(ctx) : [],
    operates ? networkMembers(ctx) : [],
  ])
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(operates ? 'subtitleOperator' : 'subtitle')}
        action={
          <Group gap="xs" align="end">
            <ButtonLink variant="default" href="/catalogs/mapping">
              {t('mapping')}
            </ButtonLink>
            <ButtonLink variant="default" href="/catalogs/duplicates">
              {t('duplicates')}
            </ButtonLink>
            <NewByName action={createVirtualCatalogAction} label={t('newName')} create={t('create')} pages="/catalogs" />
          </Group>
        }
      />
      <Stack>
        {catalogs.length === 0 ? (
          <EmptyState title={t('empty')} text={t(operates ? 'emptyTextOperator' : 'emptyText')} />
        ) : (
          <Catalogs catalogs={catalogs} held={held} ctx={ctx} />
        )}
        {operates && (
          <WhenReady>
            <CustomerGroups
              of="members"
              keep={saveCustomerGroupAction}
              remove={removeCustomerGroupAction}
              customers={members}
              groups={groups.map(({ id, name, members: own }) => ({ id, name, members: own.map(({ organization }) => organization) }))}
            />
          </WhenReady>
        )}
      </Stack>
    </>
  )
}

interface CatalogsProps {
  catalogs: Awaited<ReturnType<typeof listVirtualCatalogs>>
  held: Map<string, number>
  ctx: ReadContext
}

async function Catalogs({ catalogs, held, ctx }: CatalogsProps) {
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const operates = ctx.actor.kinds.includes('operator')
  return (
    <DataTable
      caption={t('title')}
      columns={[
        { key: 'name', header: t('name') },
        { key: 'offers', header: t('offers'), numeric: true },
        { key: 'for', header: t('audience') },
        { key: 'version', header: t('version'), numeric: true },
        { key: 'held', header: t('waitForConsent'), numeric: true },
        { key: 'at', header: t('publishedAt') },
      ]}
      rows={catalogs.map((catalog) => ({
        id: catalog.id,
        href: `/catalogs/${catalog.id}`,
        cells: {
          name: <AnchorLink href={`/catalogs/${catalog.id}`}>{catalog.name}</AnchorLink>,
          offers: catalog._count.entries,
          for: catalog._count.audience > 0 ? t('chosen', { count: catalog._count.audience }) : t(operates ? 'nobody' : 'everybody'),
          version: (
            <>
              {catalog.publishedVersion ?? <Badge color="gray">{t('draft')}</Badge>}
              {waiting(catalog.versions[0]?.state) && (
                <>
                  {' '}
                  <StateBadge state={catalog.versions[0]?.state ?? ''}>
                    {t(`state.${catalog.versions[0]?.state as 'submitted'}`)}
                  </StateBadge>
                </>
              )}
            </>
          ),
          held: held.get(catalog.id) ? <Badge color="orange">{held.get(catalog.id)}</Badge> : '–',
          at: catalog.versions[0]?.publishedAt ? formatTime(catalog.versions[0].publishedAt, locale, ctx.actor.timeZone) : '–',
        },
      }))}
    />
  )
}
