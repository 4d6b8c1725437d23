import { Group } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { createListAction } from '@/app/actions/lists'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { NewByName } from '@/components/ui/new-by-name'
import { PageHeader } from '@/components/ui/page-header'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listBuyingLists } from '@/lib/purchasing/lists/queries'
import { pageContext, show } from '../../../request-context'

/** What the organization's people mean to buy, as lists. */
export default async function BuyingListsPage() {
  const ctx = await pageContext()
  const t = await getTranslations('lists')
  const locale = (await getLocale()) as Locale
  const lists = await show(listBuyingLists(ctx))
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        action={
          <Group gap="xs" align="end">
            <ButtonLink variant="default" href="/compare">
              {t('comparisons')}
            </ButtonLink>
            <NewByName action={createListAction} label={t('newName')} create={t('create')} pages="/lists" />
          </Group>
        }
      />
      {lists.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'name', header: t('name') },
            { key: 'lines', header: t('lines'), numeric: true },
            { key: 'changed', header: t('changedAt') },
          ]}
          rows={lists.map((list) => ({
            id: list.id,
            href: `/lists/${list.id}`,
            cells: {
              name: <AnchorLink href={`/lists/${list.id}`}>{list.name}</AnchorLink>,
              lines: list._count.lines,
              changed: formatTime(list.changedAt, locale, ctx.actor.timeZone),
            },
          }))}
        />
      )}
    </>
  )
}
