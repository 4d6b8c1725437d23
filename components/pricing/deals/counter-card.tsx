'use client'

import { Badge, Card, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useNow, useTranslations } from 'next-intl'
import { formatPercent, formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { Locale } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import type { DealCounter, DealView } from '@/lib/pricing/deals/views'

interface Props {
  deal: DealView
  counter: DealCounter
  live: boolean
  locale: Locale
}

/** What has been taken, the price that counts now, and what the next step asks for; all of it live. */
export function CounterCard({ deal, counter, live, locale }: Props) {
  const t = useTranslations('deals')
  const numbers = useNumberFormat()
  const quantity = (value: string) => formatQuantity(value, deal.unit, numbers, locale)
  const price = (value: string) => formatUnitPrice(value, deal.currency, numbers)
  const goal = deal.total ?? deal.steps.at(-1)?.from ?? '1'
  const share = Math.min(100, (100 * Number(counter.taken)) / Math.max(Number(goal), 1e-9))
  const saved = counter.price === null ? null : new Decimal(1).sub(new Decimal(counter.price).div(deal.usual)).mul(100).toNumber()
  return (
    <Card withBorder component="section" aria-label={t('counter')} data-testid="deal-counter">
      <Stack gap="sm">
        <Group justify="space-between" align="start">
          <div>
            <Text size="sm" c="dimmed">
              {t(deal.kind === 'group' ? 'priceForAll' : 'price')}
            </Text>
            <Title order={2} aria-live="polite" data-testid="deal-price">
              {counter.price ? price(counter.price) : t('noStepYet')}
            </Title>
            <Text size="sm">
              {t('insteadOf', { price: price(deal.usual) })}
              {saved !== null && saved > 0 && ` · −${formatPercent(saved, numbers)}`}
            </Text>
          </div>
          <Stack gap={4} align="end">
            <State deal={deal} counter={counter} />
            <Badge color={live ? 'green' : 'gray'} variant="dot">
              {t(live ? 'live' : 'notLive')}
            </Badge>
          </Stack>
        </Group>
        <Progress.Root size="xl" aria-label={t('taken')}>
          <Progress.Section value={share} color="indigo" aria-label={t('taken')} />
        </Progress.Root>
        <Group justify="space-between">
          <Text size="sm" data-testid="deal-taken">
            {t('takenBy', { quantity: quantity(counter.taken), count: counter.joiners })}
          </Text>
          {counter.left !== null && (
            <Text size="sm" fw={600} data-testid="deal-left">
              {t('left', { quantity: quantity(counter.left) })}
            </Text>
          )}
        </Group>
        {deal.kind === 'group' && (
          <table className="table" aria-label={t('steps')}>
            <thead>
              <tr>
                <th className="number">{t('fromQuantity')}</th>
                <th className="number">{t('unitPrice')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {deal.steps.map((step) => {
                const reached = new Decimal(counter.taken).gte(step.from)
                return (
                  <tr key={step.from}>
                    <td className="number">{quantity(step.from)}</td>
                    <td className="number">{price(step.price)}</td>
                    <td>
                      {reached ? (
                        <Badge color="green">{t('reached')}</Badge>
                      ) : (
                        <Text size="xs" c="dimmed">
                          {t('missing', { quantity: quantity(new Decimal(step.from).sub(counter.taken).toFixed()) })}
                        </Text>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Stack>
    </Card>
  )
}

/** Not open yet, how long it still goes, or how it ended. */
export function State({ deal, counter }: { deal: Pick<DealView, 'opensAt' | 'endsAt'>; counter: Pick<DealCounter, 'state'> }) {
  const t = useTranslations('deals')
  const now = useNow({ updateInterval: 1000 })
  if (counter.state !== 'open') return <Badge color={counter.state === 'closed' ? 'green' : 'gray'}>{t(`state.${counter.state}`)}</Badge>
  const opens = new Date(deal.opensAt)
  const left = Math.max(0, new Date(deal.endsAt).getTime() - now.getTime())
  if (opens > now) return <Badge color="blue">{t('opensIn', { time: span(opens.getTime() - now.getTime()) })}</Badge>
  return (
    <Badge color={left < 3_600_000 ? 'orange' : 'blue'} suppressHydrationWarning>
      {left === 0 ? t('ending') : t('endsIn', { time: span(left) })}
    </Badge>
  )
}

/** '2 d 03:04:05' */
function span(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return days > 0 ? `${days} d ${clock}` : clock
}
