import { Blockquote, Card, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ProductPictures } from '@/components/catalog/offers/product-pictures'
import { Fact } from '@/components/ui/fact'
import { attributesWithInternalContent } from '@/lib/catalog/internal-content/model'
import type { InternalContentView } from '@/lib/catalog/internal-content/views'
import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import type { getProduct } from '@/lib/catalog/offers/product-queries'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units/units'

interface Props {
  product: Awaited<ReturnType<typeof getProduct>>['product']
  added: InternalContentView[]
}

/** What a product is: pictures, description, attributes, data sheets; what the reader's organization added stands with it. */
export async function ProductCard({ product, added }: Props) {
  const t = await getTranslations('product')
  const locale = (await getLocale()) as Locale
  const name = localText(product.name as LocalizedText, locale)
  const attributes = attributesWithInternalContent(product.attributes as Attribute[], added)
  // What somebody has added stands before what the supplier shows.
  const files = [...added.flatMap((internalContent) => internalContent.files), ...product.files]
  const documents = files.filter((file) => file.kind === 'document')
  return (
    <Card withBorder>
      <Stack>
        <ProductPictures
          name={name}
          category={product.categoryCode}
          fileIds={files.filter((file) => file.kind === 'picture').map((file) => file.fileId)}
        />
        <Text>{localText(product.description as LocalizedText, locale)}</Text>
        {added.map(({ organizationId, organization, note }) => {
          const text = localText(note, locale)
          return (
            text && (
              <Blockquote key={organizationId} cite={organization} p="sm" fz="sm" style={{ whiteSpace: 'pre-line' }}>
                {text}
              </Blockquote>
            )
          )
        })}
        <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
          {attributes.map(({ name, value, unit, by }) => (
            <Fact key={name} label={name}>
              {[value, unit].filter(Boolean).join(' ')}
              {by && (
                <Text span size="xs" c="dimmed">
                  {` ${t('saidBy', { name: by })}`}
                </Text>
              )}
            </Fact>
          ))}
          <Fact label={t('unit')}>{unitName(product.unit, locale)}</Fact>
        </dl>
        {documents.length > 0 && (
          <Stack gap={4}>
            <Title order={2}>{t('documents')}</Title>
            {documents.map(({ fileId, file }) => (
              <a key={fileId} href={`/api/files/${fileId}`}>
                {file.name}
              </a>
            ))}
          </Stack>
        )}
      </Stack>
    </Card>
  )
}
