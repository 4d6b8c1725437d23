import { Anchor, Card, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { stepWord } from '@/components/sourcing/auction/step-word'
import { formatBid, formatNumber, formatQuantity, formatTime } from '@/components/ui/format'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { EventDetails } from '@/lib/sourcing/events/views'

interface Props {
  event: EventDetails
  numbers: NumberFormat
  timeZone: string
}

/** What is bought or sold, and how it is decided, in words. */
export async function Rules({ event, numbers, timeZone }: Props) {
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  const format = event.lots[0]?.rules.format
  return (
    <Card withBorder>
      <Title order={2} mb="xs">
        {t('rules')}
      </Title>
      <Stack gap={4}>
        {event.standstillDays !== null && (
          <Text size="sm" c="dimmed">
            {t('standstillSays', { days: event.standstillDays })}
          </Text>
        )}
        {event.description && <Text style={{ whiteSpace: 'pre-wrap' }}>{event.description}</Text>}
        {event.lots.map((lot) => (
          <LotRules key={lot.id} lot={lot} numbers={numbers} timeZone={timeZone} />
        ))}
        <Anchor size="sm" underline="always" href={`/api/events/${event.id}/workbook?lang=${locale}`}>
          {t('linesFile')}
        </Anchor>
        {format && <Text size="sm">{t(`format.${format}`)}</Text>}
        {!(format && (traitsOf(format).kind === 'sealed' || traitsOf(format).kind === 'clock')) && (
          <Text size="sm">{t(`visible.${event.visibility}`)}</Text>
        )}
        {event.terms && (
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
            {event.terms}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** One lot: its lines, when it runs, its step and what weighs beside the price. */
async function LotRules({ lot, numbers, timeZone }: Omit<Props, 'event'> & { lot: EventDetails['lots'][number] }) {
  const t = await getTranslations('auctions')
  const locale = (await getLocale()) as Locale
  return (
    <Stack gap={2}>
      <Text fw={600}>
        {lot.title} ·{' '}
        {lot.rules.ceiling &&
          (traitsOf(lot.rules.format).clockRises && lot.rules.floor
            ? t('rises', {
                floor: formatBid(lot.rules.floor, amountUnit(lot.rules), numbers),
                ceiling: formatBid(lot.rules.ceiling, amountUnit(lot.rules), numbers),
              })
            : t('startsAt', { amount: formatBid(lot.rules.ceiling, amountUnit(lot.rules), numbers), currency: '' }))}
      </Text>
      {lot.lines.map((line) => (
        <Text key={line.id} size="sm">
          {formatQuantity(line.quantity, line.unit, numbers, locale)} {localText(line.name, locale)}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {formatTime(lot.opensAt, locale, timeZone)} – {formatTime(lot.endsAt, locale, timeZone)} ({timeZone})
      </Text>
      {lot.rules.criteria && (
        <Text size="sm" c="dimmed">
          {t('weighs', {
            price: lot.rules.criteria.reduce((rest, { weight }) => rest - weight, 100),
            criteria: lot.rules.criteria.map(({ name, weight }) => `${name} ${weight} %`).join(', '),
          })}
        </Text>
      )}
      {lot.rules.step && (
        <Text size="sm" c="dimmed">
          {t(stepWord(lot.rules.format, lot.rules.step.unit), {
            step: formatNumber(lot.rules.step.minimum, numbers),
            currency: amountUnit(lot.rules),
            seconds: lot.rules.interval ?? 0,
          })}
          {lot.rules.overtime && ` · ${t('overtimeSays', { window: lot.rules.overtime.window, extend: lot.rules.overtime.extend })}`}
        </Text>
      )}
    </Stack>
  )
}
