import { Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ProductCard } from '@/components/catalog/offers/product-card'
import { DealList } from '@/components/pricing/deals/deal-list'
import { ClientOnly } from '@/components/ui/client-only'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import type { ShownSection } from '@/lib/discovery/landing/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'

interface Props {
  sections: ShownSection[]
  locale: Locale
  numbers: NumberFormat
  currency: string
  action?: Action<{ offerId: string; quantity: string }>
}

/** The sections of a landing page, one after the other. */
export function LandingSections({ sections, locale, ...buying }: Props) {
  return sections.map((section, index) => {
    const heading = localText(section.heading, locale)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other name than their place
      <Stack key={index} gap="sm" component="section" {...(heading && { 'aria-label': heading })}>
        {heading && <Title order={2}>{heading}</Title>}
        <Body section={section} locale={locale} {...buying} />
      </Stack>
    )
  })
}

function Body({ section, locale, ...buying }: Omit<Props, 'sections'> & { section: ShownSection }) {
  const t = useTranslations('landing')
  switch (section.kind) {
    case 'text':
      return (
        <Text maw={720} style={{ whiteSpace: 'pre-line' }}>
          {localText(section.body, locale)}
        </Text>
      )
    case 'deals':
      return (
        <ClientOnly height={110}>
          <DealList deals={section.deals} locale={locale} />
        </ClientOnly>
      )
    case 'products':
      return (
        <>
          {section.products.map((product) => (
            <ProductCard key={product.id} product={product} locale={locale} {...buying} />
          ))}
          {section.more && <AnchorLink href={section.more}>{t('more')}</AnchorLink>}
        </>
      )
    default:
      return section satisfies never
  }
}
