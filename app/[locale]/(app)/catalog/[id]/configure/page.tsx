import { Alert, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { fromAddress } from '@/components/catalog/configuration/choices-from-address'
import { Configurator } from '@/components/catalog/configuration/configurator'
import { SavedConfigurations } from '@/components/catalog/configuration/saved-configurations'
import { PageHeader } from '@/components/ui/page-header'
import { initialChoices } from '@/lib/catalog/configuration/model'
import { getConfigurator, savedConfigurations } from '@/lib/catalog/configuration/queries'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { Decimal } from '@/lib/platform/money/decimal'
import { pricedOffers } from '@/lib/pricing/quotes/priced-offers'
import { toPricedOffer } from '@/lib/pricing/quotes/pricing-facts'
import { nearestQuantity } from '@/lib/pricing/rules/line'
import { addToCartAction } from '../../../../../actions/cart'
import { forgetConfigurationAction, saveConfigurationAction } from '../../../../../actions/configuration'
import { pageContext, show } from '../../../../../request-context'

const QUANTITY = /^\d{1,9}(\.\d{1,6})?$/

/** A configurable offer: what can be chosen of it, with the price at once. What is chosen stands in the address. */
export default async function ConfigurePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('configuration')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const query = await searchParams
  const { offer, model } = await show(
    getConfigurator(ctx, id, typeof query.offer === 'string' && isUuid(query.offer) ? query.offer : undefined),
  )
  const buys = may('use', 'Cart')(ctx.actor)
  const [[priced], saved] = await Promise.all([pricedOffers(ctx, { offerIds: [offer.id] }), buys ? savedConfigurations(ctx, offer.id) : []])
  const name = localText(offer.name, locale)
  const rule = toPricedOffer(offer)
  const asked = typeof query.quantity === 'string' && QUANTITY.test(query.quantity) ? query.quantity : null
  const start = model && (fromAddress(query) ?? initialChoices(model))
  const path = `/catalog/${id}/configure`
  return (
    <>
      <PageHeader
        title={t('title', { product: name })}
        subtitle={`${offer.supplierName} · ${offer.supplierPartNumber}`}
        crumbs={[
          { href: '/catalog', label: t('catalog') },
          { href: `/catalog/${id}`, label: name },
        ]}
      />
      {model && start ? (
        <Stack>
          <Configurator
            key={JSON.stringify(start)}
            model={model}
            offer={rule}
            prices={priced?.prices ?? []}
            buyerId={ctx.actor.organizationId}
            now={ctx.now.toISOString()}
            about={{
              name: offer.name,
              partNumber: offer.supplierPartNumber,
              unit: offer.unit,
              leadTimeDays: offer.leadTimeDays,
              categoryCode: offer.categoryCode,
              pictureFileId: offer.pictureFileId,
            }}
            start={start}
            quantity={asked ?? (nearestQuantity(rule, new Decimal(1)) ?? new Decimal(1)).toFixed()}
            {...(buys && { add: addToCartAction, save: saveConfigurationAction })}
          />
          <SavedConfigurations
            path={path}
            offerId={offer.id}
            saved={saved.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() }))}
            forget={forgetConfigurationAction}
          />
        </Stack>
      ) : (
        <Alert color="orange">{t('closed')}</Alert>
      )}
    </>
  )
}
