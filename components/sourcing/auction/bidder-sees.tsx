'use client'

import { Card, Stack, Text, Title } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { AuctionDraft } from '@/components/sourcing/auction/auction-draft'
import { stepWord } from '@/components/sourcing/auction/step-word'
import { VisibilityPreview } from '@/components/sourcing/auction/visibility-preview'
import { formatNumber, formatTime } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'

/** What the form, as it stands, will show to a bidder. */
export function BidderSees({ values, opensAt }: { values: AuctionDraft; opensAt: Date }) {
  const t = useTranslations('auctions')
  const locale = useLocale() as 'en' | 'zh'
  const zone = useTimeZone() ?? 'UTC'
  const numbers = useNumberFormat()
  const { kind, discount, clockRises } = traitsOf(values.format)
  const [sealed, clock] = [kind === 'sealed', kind === 'clock']
  const unit = amountUnit(values)
  const endsAt = new Date(opensAt.getTime() + Number(values.minutes) * 60_000)
  const shown = (amount: number | string) => (amount !== '' && Number.isFinite(Number(amount)) ? formatNumber(amount, numbers) : '–')
  return (
    <Card withBorder style={{ position: 'sticky', top: 68 }}>
      <Stack gap="xs">
        <Title order={2}>{t('bidderSees')}</Title>
        <Text fw={600}>{values.title || t('eventTitle')}</Text>
        {values.lots.map((lot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lots have no identity before they are saved
          <Text key={index} size="sm">
            {lot.title}:{' '}
            {clockRises
              ? t('rises', { floor: shown(lot.floor), ceiling: `${shown(lot.ceiling)} ${unit}` })
              : t('startsAt', { amount: shown(lot.ceiling), currency: unit })}
          </Text>
        ))}
        <Text size="sm">{t(`format.${values.format}`)}</Text>
        {!sealed && (
          <Text size="sm">
            {t(stepWord(values.format, discount ? 'absolute' : values.stepUnit), {
              step: shown(values.stepMinimum),
              currency: unit,
              seconds: Number(values.interval),
            })}
          </Text>
        )}
        {!sealed && !clock && values.overtime && (
          <Text size="sm">{t('overtimeSays', { window: Number(values.window), extend: Number(values.extend) })}</Text>
        )}
        <Text size="sm" c="dimmed" suppressHydrationWarning>
          {formatTime(opensAt, locale, zone)}
          {!clock && ` – ${formatTime(endsAt, locale, zone)}`}
        </Text>
        <VisibilityPreview format={values.format} visibility={values.visibility} namesHidden={values.namesHidden} />
      </Stack>
    </Card>
  )
}
