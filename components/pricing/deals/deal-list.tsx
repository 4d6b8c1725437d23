'use client'

import { Badge, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ProductPicture } from '@/components/catalog/offers/product-picture'
import { formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { DealView } from '@/lib/pricing/deals/views'
import { State } from './counter-card'
import { useCounter } from './use-counter'

/** Deals as cards, each with its live counter. */
export function DealList({ deals, locale }: { deals: DealView[]; locale: Locale }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {deals.map((deal) => (
        <DealCard key={deal.id} deal={deal} locale={locale} />
      ))}
    </SimpleGrid>
  )
}

function DealCard({ deal, locale }: { deal: DealView; locale: Locale }) {
  const t = useTranslations('deals')
  const numbers = useNumberFormat()
  const { counter } = useCounter(deal)
  const price = counter.price ?? counter.next?.price
  return (
    <Card withBorder component="article" aria-label={localText(deal.name, locale)}>
      <Group wrap="nowrap" align="start">
        <ProductPicture fileId={deal.pictureFileId} category={deal.categoryCode} label={localText(deal.name, locale)} size={56} />
        <Stack gap={4} style={{ flex: 1 }}>
          <AnchorLink href={`/deals/${deal.id}`} fw={600}>
            {localText(deal.name, locale)}
          </AnchorLink>
          <Text size="xs" c="dimmed">
            {deal.supplierName} · {deal.part}
          </Text>
          <Group gap={6}>
            <Badge color="grape">{t(`kinds.${deal.kind}`)}</Badge>
            <State deal={deal} counter={counter} />
            {Number(deal.own) > 0 && <Badge color="green">{t('youAreIn')}</Badge>}
          </Group>
          {price && (
            <Text size="sm">
              {!counter.price && `${t('from')} `}
              {formatUnitPrice(price, deal.currency, numbers)}{' '}
              <Text span size="xs" c="dimmed" td="line-through">
                {formatUnitPrice(deal.usual, deal.currency, numbers)}
              </Text>
            </Text>
          )}
          <Text size="xs">
            {counter.left === null
              ? t('takenBy', { quantity: formatQuantity(counter.taken, deal.unit, numbers, locale), count: counter.joiners })
              : t('left', { quantity: formatQuantity(counter.left, deal.unit, numbers, locale) })}
          </Text>
        </Stack>
      </Group>
    </Card>
  )
}
