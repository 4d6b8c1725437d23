'use client'

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { formatPercent, formatUnitPrice } from '@/components/ui/format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import type { HeldChange } from '@/lib/catalog/virtual/views'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { unitName } from '@/lib/platform/units/units'

interface Props {
  catalogId: string
  changes: HeldChange[]
  consent: Action<{ catalogId: string; offerIds: string[] }>
  locale: Locale
  numbers: NumberFormat
}

/** What suppliers have changed of offers that nobody sees until somebody consents: before and after. */
export function HeldChanges({ catalogId, changes, consent, locale, numbers }: Props) {
  const t = useTranslations('catalogs')
  const { run, pending } = useAction(consent, { done: t('consented') })
  const price = ({ breaks, priceBase, currency }: OfferContent) =>
    formatUnitPrice(new Decimal(breaks[0]?.price ?? 0).div(priceBase).toFixed(), currency, numbers)
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('heldTitle', { count: changes.length })}</Title>
          <Button size="xs" loading={pending} onClick={() => run({ catalogId, offerIds: [] })}>
            {t('consentAll')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('heldText')}
        </Text>
        <DataTable
          caption={t('heldTitle', { count: changes.length })}
          columns={[
            { key: 'offer', header: t('offer') },
            { key: 'before', header: t('before'), numeric: true },
            { key: 'after', header: t('after'), numeric: true },
            { key: 'rise', header: t('rise'), numeric: true },
            { key: 'consent', header: '' },
          ]}
          rows={changes.map((change) => {
            const [before, after] = [change.before, change.after] as unknown as [OfferContent, OfferContent]
            return {
              id: change.offerId,
              cells: {
                offer: <OfferCell locale={locale} before={before} after={after} change={change} />,
                before: price(before),
                after: price(after),
                rise: change.rise === null || change.rise === 'Infinity' ? '–' : formatPercent(change.rise, numbers),
                consent: (
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={pending}
                    aria-label={t('consentOf', { part: change.part })}
                    onClick={() => run({ catalogId, offerIds: [change.offerId] })}
                  >
                    {t('consent')}
                  </Button>
                ),
              },
            }
          })}
        />
      </Stack>
    </Card>
  )
}

interface OfferCellProps extends Pick<Props, 'locale'> {
  before: OfferContent
  after: OfferContent
  change: HeldChange
}

function OfferCell({ locale, before, after, change }: OfferCellProps) {
  const t = useTranslations('catalogs')
  const renamed = localText(before.name, locale) !== localText(after.name, locale)
  return (
    <>
      {renamed
        ? t('renamed', { before: localText(before.name, locale), after: localText(after.name, locale) })
        : localText(after.name, locale)}
      <Text size="xs" c="dimmed">
        {[
          change.supplier,
          change.part,
          before.unit !== after.unit && t('unitChanged', { before: unitName(before.unit, locale), after: unitName(after.unit, locale) }),
          before.packSize !== after.packSize && t('packChanged', { before: before.packSize ?? '–', after: after.packSize ?? '–' }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}
