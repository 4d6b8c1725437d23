import { Group } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { editOffersAction } from '@/app/actions/offers'
import { OfferGrid } from '@/components/catalog/offers/offer-grid'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { listOffers, ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { pageContext, show } from '../../../../../request-context'

/** Offers in a table that can be edited and pasted into; saving publishes one new version. */
export default async function OffersPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<{ after?: string; search?: string }>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('selling')
  const { id } = await params
  const { after, search } = singleValues(await searchParams)
  const [catalog, page] = await Promise.all([show(ownCatalog(ctx, id)), show(listOffers(ctx, id, { after, search }))])
  const query = (value: string) => `/selling/${id}/offers?${new URLSearchParams({ after: value, ...(search && { search }) })}`
  return (
    <>
      <PageHeader
        title={t('editOffers')}
        crumbs={[
          { href: '/selling', label: t('title') },
          { href: `/selling/${id}`, label: catalog.name },
        ]}
        action={<SearchField label={t('searchPart')} value={search ?? ''} name="search" keep={{}} path={`/selling/${id}/offers`} />}
      />
      <OfferGrid
        key={`${after}${search}`}
        catalogId={id}
        offers={page.offers}
        currency={ctx.actor.currency}
        editable={may('publish', 'Catalog')(ctx.actor)}
        action={editOffersAction}
      />
      <Group justify="flex-end" mt="sm">
        {page.next && <AnchorLink href={query(page.next)}>{t('nextPage')}</AnchorLink>}
      </Group>
    </>
  )
}
