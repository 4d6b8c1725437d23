import { getLocale, getTranslations } from 'next-intl/server'
import { editOffersAction } from '@/app/actions/offers'
import { OfferForm } from '@/components/catalog/offers/offer-form'
import { PageHeader } from '@/components/ui/page-header'
import { ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { forbidden } from '@/lib/platform/errors'
import type { Locale } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../../../../request-context'
import { offerChoices } from '../offer-choices'

/** A new line of a catalog; pictures and documents can be added once it is published. */
export default async function NewOfferPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('offer')
  const { id } = await params
  const catalog = await show(ownCatalog(ctx, id))
  if (!may('publish', 'Catalog')(ctx.actor)) await show(Promise.reject(forbidden()))
  const locale = (await getLocale()) as Locale
  return (
    <>
      <PageHeader
        title={t('new')}
        crumbs={[
          { href: '/selling', label: t('catalogs') },
          { href: `/selling/${id}`, label: catalog.name },
          { href: `/selling/${id}/offers`, label: t('offers') },
        ]}
      />
      <OfferForm catalogId={id} offer={null} currency={ctx.actor.currency} editable action={editOffersAction} {...offerChoices(locale)} />
    </>
  )
}
