import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/ui/action-button'
import type { Action } from '@/components/ui/use-action'
import type { MergedProduct } from '@/lib/catalog/duplicates/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'

interface Props {
  products: MergedProduct[]
  locale: Locale
  /** given, products can be taken out of the group again */
  split?: Action<{ productId: string }>
}

/** The products that are shown as one, with a way to take each out again. */
export function MergedProducts({ products, locale, split }: Props) {
  const t = useTranslations('duplicates')
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={2}>{t('shownAsOne', { count: products.length })}</Title>
        {products.map((product) => {
          const name = localText(product.name, locale)
          return (
            <Group key={product.id} justify="space-between" wrap="nowrap">
              <Text size="sm" component="div">
                {name}{' '}
                <Text span size="xs" c="dimmed">
                  {[product.brand, product.partNumber, product.gtin].filter(Boolean).join(' · ')}
                </Text>{' '}
                {product.head && <Badge size="sm">{t('standsForAll')}</Badge>}
              </Text>
              {split && (
                <ActionButton
                  size="compact-xs"
                  variant="default"
                  action={split}
                  input={{ productId: product.id }}
                  done={t('takenOut', { name })}
                  aria-label={t('takeOutOf', { name })}
                >
                  {t('takeOut')}
                </ActionButton>
              )}
            </Group>
          )
        })}
      </Stack>
    </Card>
  )
}
