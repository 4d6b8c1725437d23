import { Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { createCatalogAction } from '@/app/actions/offers'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { NewByName } from '@/components/ui/new-by-name'
import { PageHeader } from '@/components/ui/page-header'
import { listCatalogs } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import type { Locale } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../request-context'

/** The supplier's catalogs. */
export default async function SellingPage() {
  const ctx = await pageContext()
  const t = await getTranslations('selling')
  const locale = (await getLocale()) as Locale
  const catalogs = await show(listCatalogs(ctx))
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          may('manage', 'Catalog')(ctx.actor) && (
            <NewByName action={createCatalogAction} label={t('newName')} create={t('create')} pages="/selling" />
          )
        }
      />
      {catalogs.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')} />
      ) : (
        <Stack>
          <DataTable
            caption={t('title')}
            columns={[
              { key: 'name', header: t('name') },
              { key: 'offers', header: t('offers'), numeric: true },
              { key: 'version', header: t('version'), numeric: true },
              { key: 'at', header: t('publishedAt') },
              { key: 'networks', header: t('networks') },
            ]}
            rows={catalogs.map((catalog) => ({
              id: catalog.id,
              href: `/selling/${catalog.id}`,
              cells: {
                name: <AnchorLink href={`/selling/${catalog.id}`}>{catalog.name}</AnchorLink>,
                offers: catalog._count.offers,
                version: catalog.versions[0]?.number ?? '–',
                at: catalog.versions[0] ? formatTime(catalog.versions[0].publishedAt, locale, ctx.actor.timeZone) : '–',
                networks: (
                  <Group gap={4}>
                    {catalog.publications.map((publication) => (
                      <Badge key={publication.network.name}>{publication.network.name}</Badge>
                    ))}
                  </Group>
                ),
              },
            }))}
          />
        </Stack>
      )}
    </>
  )
}
