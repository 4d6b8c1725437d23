import { Grid, GridCol, Group } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { editOffersAction, removeProductFileAction, showPictureFirstAction } from '@/app/actions/offers'
import { OfferForm } from '@/components/catalog/offers/offer-form'
import { ProductFiles } from '@/components/catalog/offers/product-files'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { getOwnOffer, ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../../../../request-context'
import { offerChoices } from '../offer-choices'

/** One line of a catalog: everything that can be said about it, with pictures and documents. */
export default async function OfferPage({ params }: { params: Promise<{ id: string; part: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('offer')
  const locale = (await getLocale()) as Locale
  const { id, part } = await params
  const catalog = await show(ownCatalog(ctx, id))
  const offer = await show(getOwnOffer(ctx, id, decodeURIComponent(part)))
  const editable = may('publish', 'Catalog')(ctx.actor)
  return (
    <>
      <PageHeader
        title={localText(offer.content.name, locale)}
        subtitle={offer.content.part}
        crumbs={[
          { href: '/selling', label: t('catalogs') },
          { href: `/selling/${id}`, label: catalog.name },
          { href: `/selling/${id}/offers`, label: t('offers') },
        ]}
        action={
          <Group gap="sm">
            <AnchorLink href={`/catalog/${offer.product.id}`}>{t('asBuyersSee')}</AnchorLink>
            {may('manage', 'PriceList')(ctx.actor) && (
              <ButtonLink variant="default" href={`/deals/new?offer=${offer.id}`}>
                {t('makeDeal')}
              </ButtonLink>
            )}
            <ButtonLink variant="default" href={`/selling/${id}/offers/${encodeURIComponent(offer.content.part)}/configurator`}>
              {t('configurator')}
            </ButtonLink>
          </Group>
        }
      />
      <Grid>
        <GridCol span={{ base: 12, lg: 9 }}>
          <OfferForm
            key={JSON.stringify(offer.content)}
            catalogId={id}
            offer={offer.content}
            currency={ctx.actor.currency}
            editable={editable}
            action={editOffersAction}
            {...offerChoices(locale)}
          />
        </GridCol>
        <GridCol span={{ base: 12, lg: 3 }}>
          <ProductFiles
            uploadTo={`/api/products/${offer.product.id}/files`}
            files={offer.product.files}
            keptBy={offer.keeps ? null : offer.product.owner.name}
            editable={may('manage', 'Catalog')(ctx.actor)}
            remove={removeProductFileAction}
            showFirst={showPictureFirstAction}
          />
        </GridCol>
      </Grid>
    </>
  )
}
