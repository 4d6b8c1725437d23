import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { listFromCartAction } from '@/app/actions/lists'
import { CartLines } from '@/components/purchasing/orders/cart-lines'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDate, formatMoney } from '@/components/ui/format'
import { ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { NumberFormat } from '@/lib/platform/i18n/number-formats'
import { Decimal } from '@/lib/platform/money/decimal'
import { getCart } from '@/lib/purchasing/cart/queries'
import type { CartView } from '@/lib/purchasing/cart/views'
import { acceptCartChangesAction, addToCartAction, removeLineAction, setQuantityAction } from '../../../actions/cart'
import { pageContext, show } from '../../../request-context'

/** The cart by supplier: what changed since lines were added, what each supplier asks for, and the total. */
export default async function CartPage() {
  const ctx = await pageContext()
  const t = await getTranslations('cart')
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
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
        action={<CartActions ctx={ctx} sources={sources} changes={changes} />}
      />
      <Stack>
        {changes.length > 0 && <Changes changes={changes} />}
        {cart.orders.map((order) => {
          return <OrderCard key={`${order.supplier}${order.currency}`} order={order} numbers={numbers} cart={cart} />
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
              addToCart={addToCartAction}
              acceptChanges={acceptCartChangesAction}
            />
          </Card>
        )}
        <Group justify="flex-end">
          <Text size="lg" fw={600}>
            {t('total')} {cart.total === null ? t('noRate') : formatMoney(cart.total, cart.currency, numbers)}
          </Text>
        </Group>
      </Stack>
    </>
  )
}

/** What is still to be ordered to reach a threshold; null without one, or when it is reached. */
function missing(threshold: string | null, net: string): string | null {
  const difference = new Decimal(threshold ?? 0).sub(net)
  return difference.isPositive() && !difference.isZero() ? difference.toFixed() : null
}

interface OrderCardProps {
  order: CartView['orders'][number]
  numbers: NumberFormat
  cart: CartView
}

/** What is ordered from one supplier, and what that supplier asks for. */
async function OrderCard({ order, numbers, cart }: OrderCardProps) {
  const t = await getTranslations('cart')
  const locale = (await getLocale()) as Locale
  const toMinimum = missing(order.minimumOrder, order.net)
  const toFreeFreight = missing(order.freightFreeFrom, order.net)
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{order.supplierName}</Title>
        <Text size="sm">
          {t('net')} {formatMoney(order.net, order.currency, numbers)} · {t('freight')}{' '}
          {formatMoney(order.freight, order.currency, numbers)} · {t('tax')} {formatMoney(order.tax, order.currency, numbers)} ·{' '}
          <strong>{formatMoney(order.gross, order.currency, numbers)}</strong>
        </Text>
      </Group>
      {order.minimumOrder && toMinimum && (
        <Alert color="orange">
          {t('belowMinimum', {
            minimum: formatMoney(order.minimumOrder, order.currency, numbers),
            missing: formatMoney(toMinimum, order.currency, numbers),
          })}
        </Alert>
      )}
      {order.problems.includes('NO_TAX_RATE') && <Alert color="orange">{t('noTaxRate')}</Alert>}
      {toFreeFreight && (
        <Text size="sm" c="dimmed">
          {t('toFreeFreight', { missing: formatMoney(toFreeFreight, order.currency, numbers) })}
        </Text>
      )}
      <CartLines
        lines={cart.lines.filter(
          (line) => line.offer && line.net !== null && line.offer.supplierId === order.supplier && line.offer.currency === order.currency,
        )}
        locale={locale}
        setQuantity={setQuantityAction}
        removeLine={removeLineAction}
        addToCart={addToCartAction}
        acceptChanges={acceptCartChangesAction}
      />
    </Card>
  )
}

async function CartActions({ ctx, sources, changes }: { ctx: ReadContext; sources: boolean; changes: unknown[] }) {
  const t = await getTranslations('cart')
  const locale = (await getLocale()) as Locale
  return (
    <Group gap="xs">
      <ActionButton
        variant="default"
        action={listFromCartAction}
        input={{ name: t('listName', { date: formatDate(ctx.now, locale, ctx.actor.timeZone) }) }}
        goToNew="/lists"
      >
        {t('betterSplit')}
      </ActionButton>
      {sources && (
        <ButtonLink variant="default" href="/auctions/new?from=cart">
          {t('makeAuction')}
        </ButtonLink>
      )}
      <ButtonLink href="/checkout" disabled={changes.length > 0} aria-disabled={changes.length > 0}>
        {t('checkout')}
      </ButtonLink>
    </Group>
  )
}

/** What is not as it was when it was put in. */
async function Changes({ changes }: { changes: { id: string }[] }) {
  const t = await getTranslations('cart')
  return (
    <Alert color="orange" title={t('changed', { count: changes.length })}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('changedText')}</Text>
        <ActionButton action={acceptCartChangesAction} input={{ changes: changes.map((change) => change.id) }} done={t('accepted')}>
          {t('acceptAll')}
        </ActionButton>
      </Stack>
    </Alert>
  )
}
