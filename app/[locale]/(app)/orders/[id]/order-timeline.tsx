import { Anchor, Card, Text, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formatMoney, formatTime } from '@/components/ui/format'
import { said } from '@/components/ui/said'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

interface Props {
  order: OrderDetails
  timeZone: string
  numbers: NumberFormat
}

const text = z.string().nullish().catch(null)
const entryFacts = z.object({ reason: text, carrier: text, tracking: text, amount: text, currency: text })

/** What happened to the order, by whom. */
export async function OrderTimeline({ order, timeZone, numbers }: Props) {
  const t = await getTranslations('order')
  const locale = (await getLocale()) as Locale
  const byWhom = ({ organizationId, userId }: OrderDetails['timeline'][number]) => {
    const organization = [order.buyer, order.supplier].find(({ id }) => id === organizationId)
    return [organization?.name, userId && order.userNames[userId]].filter(Boolean).join(', ')
  }
  /** A reason, who carries it, an amount: what an entry says beside its kind. */
  const toldOf = (data: unknown) => {
    const { reason, carrier, tracking, amount, currency } = entryFacts.parse(data)
    const money = amount && currency && formatMoney(amount, currency, numbers)
    return [reason, [carrier, tracking].filter(Boolean).join(' '), money].filter((text): text is string => Boolean(text))
  }
  return (
    <Card withBorder mt="md">
      <Title order={2} mb="sm">
        {t('timeline')}
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={order.timeline.length}>
        {order.timeline.map((event) => (
          <TimelineItem key={event.id} title={said(t, `event.${event.kind}`)}>
            {toldOf(event.data).map((text) => (
              <Text key={text} size="sm">
                {text}
              </Text>
            ))}
            <Text size="xs" c="dimmed">
              {[formatTime(event.at, locale, timeZone), byWhom(event)].filter(Boolean).join(' · ')}
            </Text>
          </TimelineItem>
        ))}
      </Timeline>
      {order.lotId && (
        <Text size="sm" mt="sm">
          <Anchor href={`/${locale}/auctions`}>{t('fromAuction')}</Anchor>
        </Text>
      )}
    </Card>
  )
}
