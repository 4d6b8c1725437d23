import { Anchor, Card, Text, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { formatTime } from '@/components/ui/format'
import { said } from '@/components/ui/said'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { OrderDetails } from '@/lib/purchasing/orders/views'

/** What happened to the order, by whom. */
export async function OrderTimeline({ order, timeZone }: { order: OrderDetails; timeZone: string }) {
  const t = await getTranslations('order')
  const locale = (await getLocale()) as Locale
  const byWhom = ({ organizationId, userId }: OrderDetails['timeline'][number]) => {
    const organization = [order.buyer, order.supplier].find(({ id }) => id === organizationId)
    return [organization?.name, userId && order.userNames[userId]].filter(Boolean).join(', ')
  }
  return (
    <Card withBorder mt="md">
      <Title order={2} mb="sm">
        {t('timeline')}
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={order.timeline.length}>
        {order.timeline.map((event) => (
          <TimelineItem key={event.id} title={said(t, `event.${event.kind}`)}>
            {typeof (event.data as { reason?: unknown }).reason === 'string' && (
              <Text size="sm">{(event.data as { reason: string }).reason}</Text>
            )}
            <Text size="xs" c="dimmed">
              {formatTime(event.at, locale, timeZone)}
              {` · ${byWhom(event)}`}
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
