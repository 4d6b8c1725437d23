import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { CartLines } from '@/components/ordering/cart-lines'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoney } from '@/components/ui/format'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/identity/abilities'
import { getCart } from '@/lib/ordering/queries'
import type { Locale } from '@/lib/platform/i18n/locales'
import { acceptCartChangesAction, removeLineAction, setQuantityAction } from '../../../actions/ordering'
import { pageContext, show } from '../../../request-context'

/** The cart by supplier: what changed since lines were added, what each supplier asks for, and the total. */
export default async function CartPage() {
  const ctx = await pageContext()
  const t = await getTranslations('cart')
  const locale = (await getLocale()) as Locale
  const cart = await show(getCart(ctx))
  if (cart.lines.length === 0)
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState title={t('empty')} text={t('emptyText')} action={{ href: '/catalog', label: t('toCatalog') }} />
      </>
    )
  const changes = cart.lines.flatMap((line) => line.change ?? [])
  const lost = cart.lines.filter((line) => !line.offer || line.net === null)
  const sources = may('source', 'Auction')(ctx.actor)
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('lines', { count: cart.lines.length, suppliers: cart.orders.length })}
        action={
          <>
            {sources && (
              <ButtonLink variant="default" href="/auctions/new?from=cart">
                {t('makeAuction')}
              </ButtonLink>
            )}
            <ButtonLink href="/checkout" disabled={changes.length > 0} aria-disabled={changes.length > 0}>
              {t('checkout')}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        {changes.length > 0 && (
          <Alert color="orange" title={t('changed', { count: changes.length })}>
            <Stack gap="xs" align="flex-start">
              <Text size="sm">{t('changedText')}</Text>
              <ActionButton action={acceptCartChangesAction} input={{ changes: changes.map((change) => change.id) }} done={t('accepted')}>
                {t('acceptAll')}
              </ActionButton>
            </Stack>
          </Alert>
        )}
        {cart.orders.map((order) => {
          const short = order.minimumOrder && Number(order.net) < Number(order.minimumOrder)
          const toFree = order.freightFreeFrom && Number(order.net) < Number(order.freightFreeFrom)
          return (
            <Card key={`${order.supplier}${order.currency}`} withBorder>
              <Group justify="space-between" mb="xs">
                <Title order={2}>{order.supplierName}</Title>
                <Text size="sm">
                  {t('net')} {formatMoney(order.net, order.currency, locale)} · {t('freight')}{' '}
                  {formatMoney(order.freight, order.currency, locale)} · {t('tax')} {formatMoney(order.tax, order.currency, locale)} ·{' '}
                  <strong>{formatMoney(order.gross, order.currency, locale)}</strong>
                </Text>
              </Group>
              {short && order.minimumOrder && (
                <Alert color="orange">
                  {t('belowMinimum', {
                    minimum: formatMoney(order.minimumOrder, order.currency, locale),
                    missing: formatMoney(String(Number(order.minimumOrder) - Number(order.net)), order.currency, locale),
                  })}
                </Alert>
              )}
              {order.problems.includes('NO_TAX_RATE') && <Alert color="orange">{t('noTaxRate')}</Alert>}
              {toFree && order.freightFreeFrom && (
                <Text size="sm" c="dimmed">
                  {t('toFreeFreight', {
                    missing: formatMoney(String(Number(order.freightFreeFrom) - Number(order.net)), order.currency, locale),
                  })}
                </Text>
              )}
              <CartLines
                lines={cart.lines.filter(
                  (line) =>
                    line.offer && line.net !== null && line.offer.supplierId === order.supplier && line.offer.currency === order.currency,
                )}
                locale={locale}
                setQuantity={setQuantityAction}
                removeLine={removeLineAction}
                acceptChanges={acceptCartChangesAction}
              />
            </Card>
          )
        })}
        {lost.length > 0 && (
          <Card withBorder>
            <Title order={2} mb="xs">
              {t('unavailable')}
            </Title>
            <CartLines
              lines={lost}
              locale={locale}
              setQuantity={setQuantityAction}
              removeLine={removeLineAction}
              acceptChanges={acceptCartChangesAction}
            />
          </Card>
        )}
        <Group justify="flex-end">
          <Text size="lg" fw={600}>
            {t('total')} {cart.total === null ? t('noRate') : formatMoney(cart.total, cart.currency, locale)}
          </Text>
        </Group>
      </Stack>
    </>
  )
}
