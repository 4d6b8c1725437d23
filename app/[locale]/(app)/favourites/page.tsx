import { Card, Stack, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { listFavourites } from '@/lib/purchasing/cart/queries'
import { pageContext } from '../../../request-context'

export default async function FavouritesPage() {
  const ctx = await pageContext()
  const t = await getTranslations('favourites')
  const locale = (await getLocale()) as Locale
  const rows = await listFavourites(ctx)
  const kept = rows.filter((row) => row.productId !== null)
  return (
    <>
      <PageHeader title={t('title')} />
      {kept.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} action={{ href: '/catalog', label: t('toCatalog') }} />}
      <Stack>
        {[...new Set(kept.map((row) => row.list))].map((list) => (
          <Card key={list} withBorder>
            <Title order={2} mb="xs">
              {list}
            </Title>
            <Stack gap={4}>
              {kept
                .filter((row) => row.list === list)
                .map((row) => (
                  <AnchorLink key={row.productId} href={`/catalog/${row.productId}`}>
                    {localText(row.name, locale)}
                  </AnchorLink>
                ))}
            </Stack>
          </Card>
        ))}
      </Stack>
    </>
  )
}
