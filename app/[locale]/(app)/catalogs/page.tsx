import { Badge } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { NewByName } from '@/components/ui/new-by-name'
import { PageHeader } from '@/components/ui/page-header'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listVirtualCatalogs } from '@/lib/virtual-catalogs/queries'
import { createVirtualCatalogAction } from '../../../actions/virtual-catalogs'
import { pageContext, show } from '../../../request-context'

/** The virtual catalogs that the organization keeps. */
export default async function VirtualCatalogsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('catalogs')
  const locale = (await getLocale()) as Locale
  const catalogs = await show(listVirtualCatalogs(ctx))
  const operates = ctx.actor.kinds.includes('operator')
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(operates ? 'subtitleOperator' : 'subtitle')}
        action={<NewByName action={createVirtualCatalogAction} label={t('newName')} create={t('create')} pages="/catalogs" />}
      />
      {catalogs.length === 0 ? (
        <EmptyState title={t('empty')} text={t(operates ? 'emptyTextOperator' : 'emptyText')} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'name', header: t('name') },
            { key: 'offers', header: t('offers'), numeric: true },
            { key: 'for', header: t('audience') },
            { key: 'version', header: t('version'), numeric: true },
            { key: 'at', header: t('publishedAt') },
          ]}
          rows={catalogs.map((catalog) => ({
            id: catalog.id,
            href: `/catalogs/${catalog.id}`,
            cells: {
              name: <AnchorLink href={`/catalogs/${catalog.id}`}>{catalog.name}</AnchorLink>,
              offers: catalog._count.entries,
              for: catalog._count.audience > 0 ? t('chosen', { count: catalog._count.audience }) : t(operates ? 'nobody' : 'everybody'),
              version: catalog.publishedVersion ?? <Badge color="gray">{t('draft')}</Badge>,
              at: catalog.versions[0] ? formatTime(catalog.versions[0].publishedAt, locale, ctx.actor.timeZone) : '–',
            },
          }))}
        />
      )}
    </>
  )
}
