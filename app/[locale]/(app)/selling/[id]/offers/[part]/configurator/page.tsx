import { Alert, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ConfiguratorEditor } from '@/components/catalog/configuration/configurator-editor'
import { PageHeader } from '@/components/ui/page-header'
import { ownConfigurator } from '@/lib/catalog/configuration/queries'
import { getOwnOffer, ownCatalog } from '@/lib/catalog/offers/queries'
import { may } from '@/lib/parties/identity/abilities'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { removeConfiguratorAction, saveConfiguratorAction } from '../../../../../../../actions/configuration'
import { pageContext, show } from '../../../../../../../request-context'

/** What buyers can choose of an offer: options, numbers, rules and prices, with what they will see beside it. */
export default async function ConfiguratorPage({ params }: { params: Promise<{ id: string; part: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('configurator')
  const locale = (await getLocale()) as Locale
  const { id, ...rest } = await params
  const part = decodeURIComponent(rest.part)
  const catalog = await show(ownCatalog(ctx, id))
  const [{ content }, configurator] = await Promise.all([show(getOwnOffer(ctx, id, part)), show(ownConfigurator(ctx, id, part))])
  const { product } = configurator
  const [first] = product.files
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={`${localText(content.name, locale)} · ${part}`}
        crumbs={[
          { href: '/selling', label: t('catalogs') },
          { href: `/selling/${id}`, label: catalog.name },
          { href: `/selling/${id}/offers/${encodeURIComponent(part)}`, label: part },
        ]}
      />
      <Stack>
        {configurator.outdated && <Alert color="orange">{t('outdated', { currency: content.currency })}</Alert>}
        <ConfiguratorEditor
          key={configurator.id}
          offerId={configurator.id}
          model={configurator.model}
          offer={{
            id: configurator.id,
            supplier: ctx.actor.organizationId,
            currency: content.currency,
            priceBase: content.priceBase,
            minimum: content.minimum,
            step: content.step,
            maximum: content.maximum,
            validFrom: content.validFrom,
            validTo: content.validTo,
            taxCategory: content.taxCategory,
            breaks: content.breaks,
          }}
          now={ctx.now.toISOString()}
          about={{
            name: content.name,
            partNumber: part,
            unit: content.unit,
            leadTimeDays: content.leadTimeDays,
            categoryCode: content.category,
            pictureFileId: first?.fileId ?? null,
          }}
          pictures={product.files.map(({ fileId, file }) => ({ fileId, name: file.name }))}
          editable={may('publish', 'Catalog')(ctx.actor)}
          keep={saveConfiguratorAction}
          remove={removeConfiguratorAction}
        />
      </Stack>
    </>
  )
}
