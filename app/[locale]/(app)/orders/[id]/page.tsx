import { Alert, Button, Card, Grid, GridCol, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentsOfOrder } from '@/components/purchasing/fulfilment/documents-of-order'
import { OrderActions } from '@/components/purchasing/orders/order-actions'
import { formatTime } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { StateBadge } from '@/components/ui/state-badge'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { orderFees } from '@/lib/pricing/fees/queries'
import { documentsOfOrder } from '@/lib/purchasing/fulfilment/queries'
import { openToReceive, openToShip } from '@/lib/purchasing/orders/quantities'
import { getOrder, isPaid } from '@/lib/purchasing/orders/queries'
import type { OrderDetails } from '@/lib/purchasing/orders/views'
import { cardPayments } from '@/lib/purchasing/payments/stripe'
import { orderAgainAction } from '../../../../actions/cart'
import { acceptOrderChangesAction, despatchAction, receiveAction, respondToOrderAction } from '../../../../actions/fulfilment'
import { cancelOrderAction, closeOrderAction, proposeClosingAction, startPaymentAction } from '../../../../actions/orders'
import { pageContext, show } from '../../../../request-context'
import { OrderApproval } from './order-approval'
import { OrderClosing } from './order-closing'
import { OrderFacts } from './order-facts'
import { OrderLines } from './order-lines'
import { OrderSums } from './order-sums'
import { OrderTimeline } from './order-timeline'

/** The order as a document: state and next action on top, parties, lines, totals, timeline at the right. */
export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations()
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { id } = await params
  const order = await show(getOrder(ctx, id))
  const [fees, documents] = await Promise.all([orderFees(ctx, id), documentsOfOrder(ctx, order)])
  const payable = isPayable(ctx, order)
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm">
            {(order.side === 'supplier' && order.supplierNumber) || order.number}{' '}
            <StateBadge state={order.state}>{t(`orders.state.${order.state}`)}</StateBadge>
          </Group>
        }
        crumbs={[
          {
            href: order.side === 'buyer' ? '/orders' : '/orders?side=supplier',
            label: order.side === 'buyer' ? t('orders.title') : t('orders.salesTitle'),
          },
        ]}
        subtitle={formatTime(order.placedAt, locale, ctx.actor.timeZone)}
        action={
          <Button variant="default" component="a" href={`/api/orders/${order.id}/pdf?lang=${locale}`} target="_blank">
            PDF
          </Button>
        }
      />
      {order.state === 'pending_approval' && <OrderApproval ctx={ctx} order={order} />}
      {order.closing && <OrderClosing order={order} closing={order.closing} numbers={numbers} />}
      <NextSteps order={order} payable={payable} ctx={ctx} />
      {order.payments.some((payment) => payment.state === 'mismatch') && (
        <Alert color="red" mb="md">
          {t('order.mismatch')}
        </Alert>
      )}
      <Grid>
        <GridCol span={{ base: 12, md: 8 }}>
          <Stack>
            <OrderFacts order={order} />
            <Card withBorder>
              <OrderLines order={order} numbers={numbers} />
              <OrderSums order={order} fees={fees} numbers={numbers} />
            </Card>
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 4 }}>
          <DocumentsOfOrder documents={documents} locale={locale} timeZone={ctx.actor.timeZone} />
          <OrderTimeline order={order} timeZone={ctx.actor.timeZone} numbers={numbers} />
        </GridCol>
      </Grid>
    </>
  )
}

async function NextSteps({ order, payable, ctx }: { order: OrderDetails; payable: boolean; ctx: ReadContext }) {
  const locale = (await getLocale()) as Locale
  return (
    <OrderActions
      orderId={order.id}
      steps={order.steps}
      payable={payable}
      partner={(order.side === 'buyer' ? order.supplier : order.buyer).name}
      again={order.side === 'buyer' && may('use', 'Cart')(ctx.actor)}
      lines={order.lines.map((line) => ({
        id: line.id,
        name: localText(line.name, locale),
        quantity: line.quantity.toFixed(),
        openToShip: openToShip(line).toFixed(),
        openToReceive: openToReceive(line).toFixed(),
      }))}
      actions={{
        answer: respondToOrderAction,
        acceptChanges: acceptOrderChangesAction,
        ship: despatchAction,
        receive: receiveAction,
        proposeClosing: proposeClosingAction,
        close: closeOrderAction,
        cancel: cancelOrderAction,
        again: orderAgainAction,
        pay: startPaymentAction,
      }}
    />
  )
}

/** Whether the reader can pay it by card now. */
const isPayable = (ctx: ReadContext, order: OrderDetails) =>
  order.side === 'buyer' &&
  may('place', 'PurchaseOrder')(ctx.actor) &&
  order.paymentMethod === 'card' &&
  cardPayments() &&
  !isPaid(order.payments) &&
  order.gross.gt(0) &&
  !['cancelled', 'rejected', 'pending_approval'].includes(order.state)
