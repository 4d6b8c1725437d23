import { Badge } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { LandingLinks } from '@/components/discovery/landing/landing-links'
import { NewLandingPage } from '@/components/discovery/landing/new-landing-page'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { listLandingPages, operatedNetworks } from '@/lib/discovery/landing/queries'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { createLandingPageAction } from '../../../actions/landing'
import { pageContext, show } from '../../../request-context'

/** Landing pages: to read for members, to keep for who runs a network. */
export default async function LandingPages() {
  const ctx = await pageContext()
  const t = await getTranslations('landing')
  const locale = (await getLocale()) as Locale
  const curates = may('manage', 'Network')(ctx.actor)
  const [pages, networks] = await Promise.all([show(listLandingPages(ctx)), curates ? operatedNetworks(ctx) : []])
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(curates ? 'subtitleOperator' : 'subtitle')}
        action={networks.length > 0 && <NewLandingPage networks={networks} action={createLandingPageAction} />}
      />
      {pages.length === 0 ? (
        <EmptyState title={t('empty')} text={t(curates ? 'emptyTextOperator' : 'emptyText')} />
      ) : curates ? (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'title', header: t('page') },
            { key: 'network', header: t('network') },
            { key: 'state', header: t('state') },
            { key: 'position', header: t('position'), numeric: true },
            { key: 'changed', header: t('changed') },
          ]}
          rows={pages.map((page) => ({
            id: page.id,
            href: `/pages/${page.id}`,
            cells: {
              title: <AnchorLink href={`/pages/${page.id}`}>{localText(page.title, locale)}</AnchorLink>,
              network: page.network,
              state: <Badge color={page.published ? 'green' : 'gray'}>{t(page.published ? 'published' : 'draft')}</Badge>,
              position: page.position,
              changed: formatTime(page.changedAt, locale, ctx.actor.timeZone),
            },
          }))}
        />
      ) : (
        <LandingLinks pages={pages} locale={locale} label={t('title')} />
      )}
    </>
  )
}
