import { Grid, GridCol } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { editInternalContentAction, removeInternalContentFileAction, showAddedFirstAction } from '@/app/actions/internal-content'
import { InternalContentForm } from '@/components/catalog/internal-content/internal-content-form'
import { ProductFiles } from '@/components/catalog/offers/product-files'
import { PageHeader } from '@/components/ui/page-header'
import { ownInternalContent } from '@/lib/catalog/internal-content/queries'
import { MAX_ATTRIBUTES } from '@/lib/catalog/internal-content/schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { pageContext, show } from '../../../../../request-context'

/** What the organization adds to somebody else's product, for its own people: a note, attributes, pictures, documents. */
export default async function EnrichPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('internalContent')
  const locale = (await getLocale()) as Locale
  const { id } = await params
  const { product, own } = await show(ownInternalContent(ctx, id))
  const operates = ctx.actor.kinds.includes('operator')
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(operates ? 'subtitleOperator' : 'subtitle')}
        crumbs={[{ href: `/catalog/${id}`, label: localText(product.name as LocalizedText, locale) }]}
      />
      <Grid>
        <GridCol span={{ base: 12, lg: 8 }}>
          <InternalContentForm
            key={JSON.stringify(own)}
            productId={id}
            category={product.categoryCode}
            own={own}
            most={MAX_ATTRIBUTES}
            save={editInternalContentAction}
          />
        </GridCol>
        <GridCol span={{ base: 12, lg: 4 }}>
          <ProductFiles
            uploadTo={`/api/products/${id}/own-files`}
            files={own?.files ?? []}
            keptBy={null}
            editable
            remove={removeInternalContentFileAction}
            showFirst={showAddedFirstAction}
          />
        </GridCol>
      </Grid>
    </>
  )
}
