import { Alert, Anchor, Button, Card, Grid, GridCol, Group, Stack, Text, Timeline, TimelineItem, Title } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChosenList } from '@/components/catalog/configuration/chosen-list'
import { DocumentsOfOrder } from '@/components/purchasing/fulfilment/documents-of-order'
import { OrderActions } from '@/components/purchasing/orders/order-actions'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { Fact } from '@/components/ui/fact'
import { formatDate, formatMoney, formatQuantity, formatTime, formatUnitPrice } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { ReasonButton } from '@/components/ui/reason-button'
import { StateBadge } from '@/components/ui/state-badge'
import { mayDecide } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import { addressLine, type PostalAddress } from '@/lib/platform/fields/address'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { orderFees } from '@/lib/pricing/fees/queries'
import { documentsOfOrder } from '@/lib/purchasing/fulfilment/queries'
import { openToReceive, openToShip } from '@/lib/purchasing/orders/quantities'
import { getOrder, paidAmount } from '@/lib/purchasing/orders/queries'
import { cardPayments } from '@/lib/purchasing/payments/stripe'
import { orderAgainAction } from '../../../../actions/cart'
import { acceptOrderChangesAction, despatchAction, receiveAction, respondToOrderAction } from '../../../../actions/fulfilment'
import { approveOrderAction, cancelOrderAction, closeOrderAction, rejectOrderAction, startPaymentAction } from '../../../../actions/orders'
import { pageContext, show } from '../../../../request-context'

/** The order as a document: state and next action on top, parties, lines, totals, timeline at the right. */
export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations()
  const locale = (await getLocale()) as Locale
  const numbers = ctx.actor.numberFormat
  const { id } = await params
  const order = await show(getOrder(ctx, id))
  const [fees, documents] = await Promise.all([orderFees(ctx, id), documentsOfOrder(ctx, order)])
  const money = (amount: { toString(): string }) => formatMoney(amount.toString(), order.currency, numbers)
  const address = addressLine(order.deliverTo as PostalAddress | null)
  const paid = paidAmount(order.payments)
  const approves = mayDecide(ctx.actor, { kind: 'order', requestedBy: order.placedBy })
  const reject = async (reason: string) => {
    'use server'
    return rejectOrderAction({ orderId: id, reason })
  }
  const payable =
    order.side === 'buyer' &&
    may('place', 'PurchaseOrder')(ctx.actor) &&
    order.paymentMethod === 'card' &&
    cardPayments() &&
    paid.lt(order.gross.toString()) &&
    !['cancelled', 'rejected', 'pending_approval'].includes(order.state)
  const facts: [string, string | null][] = [
    [t('order.buyer'), order.buyer.name],
    [t('order.supplier'), order.supplier.name],
    [t('order.deliverTo'), address],
    [t('order.costCentre'), order.side === 'buyer' ? order.costCentre : null],
    [t('order.reference'), order.reference],
    [t('order.requestedDeliveryDate'), order.requestedDeliveryDate && formatDate(order.requestedDeliveryDate, locale, 'UTC')],
    [t('order.payment'), t(`order.method.${order.paymentMethod}`)],
    [t('order.notes'), order.notes],
  ]
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm">
            {order.number} <StateBadge state={order.state}>{t(`orders.state.${order.state}`)}</StateBadge>
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
      {order.state === 'pending_approval' && (
        <Alert color="blue" mb="md" title={t('order.pendingApproval')}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t(approves ? 'order.approveText' : 'order.approvalText')}</Text>
            {order.steps.some(({ step }) => step === 'approve') && (
              <Group gap="xs">
                <ActionButton action={approveOrderAction} input={{ orderId: id }} done={t('order.done.approved')}>
                  {t('order.approve')}
                </ActionButton>
                <ReasonButton label={t('order.reject')} question={t('order.rejectWhy')} action={reject} done={t('order.done.rejected')} />
              </Group>
            )}
          </Stack>
        </Alert>
      )}
      <OrderActions
        orderId={order.id}
        steps={order.steps}
        payable={payable}
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
          close: closeOrderAction,
          cancel: cancelOrderAction,
          again: orderAgainAction,
          pay: startPaymentAction,
        }}
      />
      {order.payments.some((payment) => payment.state === 'mismatch') && (
        <Alert color="red" mb="md">
          {t('order.mismatch')}
        </Alert>
      )}
      <Grid>
        <GridCol span={{ base: 12, md: 8 }}>
          <Stack>
            <Card withBorder>
              <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
                {facts
                  .filter(([, value]) => value)
                  .map(([label, value]) => (
                    <Fact key={label} label={label}>
                      {value}
                    </Fact>
                  ))}
              </dl>
            </Card>
            <Card withBorder>
              <DataTable
                caption={t('order.lines')}
                columns={[
                  { key: 'line', header: '#' },
                  { key: 'item', header: t('order.item') },
                  { key: 'quantity', header: t('order.quantity'), numeric: true },
                  { key: 'progress', header: t('order.progress'), numeric: true },
                  { key: 'price', header: t('order.unitPrice'), numeric: true },
                  { key: 'net', header: t('order.net'), numeric: true },
                ]}
                rows={order.lines.map((line) => ({
                  id: line.id,
                  cells: {
                    line: line.line,
                    item: (
                      <>
                        {line.productId && order.side === 'buyer' ? (
                          <a href={`/${locale}/catalog/${line.productId}`}>{localText(line.name, locale)}</a>
                        ) : (
                          localText(line.name, locale)
                        )}
                        <Text size="xs" c="dimmed">
                          {[
                            line.supplierPartNumber,
                            line.answerNote,
                            line.confirmedOn && formatDate(new Date(line.confirmedOn), locale, 'UTC'),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </Text>
                        {line.configuration !== null && <ChosenList texts={line.configuration.texts} locale={locale} />}
                      </>
                    ),
                    quantity: formatQuantity(line.quantity.toString(), line.unit, numbers, locale),
                    progress: (
                      <Text size="xs" component="span">
                        {line.confirmed !== null && !line.confirmed.eq(line.quantity) && `${t('order.confirmed')} ${line.confirmed} · `}
                        {t('order.shipped')} {line.shipped.toString()} · {t('order.received')} {line.received.toString()}
                        {line.rejected.gt(0) && ` · ${t('order.rejected')} ${line.rejected}`}
                      </Text>
                    ),
                    price: (
                      <>
                        {formatUnitPrice(line.unitPrice.toString(), order.currency, numbers)}
                        {line.priceSource !== 'list' && (
                          <Text size="xs" c="dimmed">
                            {t(`order.source.${line.priceSource}` as never)}
                          </Text>
                        )}
                      </>
                    ),
                    net: money(line.net),
                  },
                }))}
              />
              <Stack gap={2} align="flex-end" mt="md">
                <Text size="sm">
                  {t('order.net')} {money(order.net)}
                </Text>
                <Text size="sm">
                  {t('order.freight')} {money(order.freight)}
                </Text>
                {(order.taxes as { category: string; rate: string | null; base: string; tax: string }[]).map((tax) => (
                  <Text size="sm" key={tax.category}>
                    {t('order.tax')} {tax.rate ?? '–'} % {money(tax.tax)}
                  </Text>
                ))}
                <Text fw={600}>
                  {t('order.gross')} {money(order.gross)}
                </Text>
                {fees.map((fee) => (
                  <Text size="xs" c="dimmed" key={fee.name}>
                    {t('order.fee', { name: fee.name, amount: formatMoney(fee.amount, fee.currency, numbers) })}
                  </Text>
                ))}
                {order.payments.map((payment) => (
                  <Group key={payment.id} gap={6}>
                    <StateBadge state={payment.state}>{t(`order.paymentState.${payment.state}`)}</StateBadge>
                    <Text size="sm">{money(payment.paidAmount ?? payment.amount)}</Text>
                  </Group>
                ))}
              </Stack>
            </Card>
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, md: 4 }}>
          <DocumentsOfOrder documents={documents} locale={locale} timeZone={ctx.actor.timeZone} />
          <Card withBorder mt="md">
            <Title order={2} mb="sm">
              {t('order.timeline')}
            </Title>
            <Timeline bulletSize={14} lineWidth={2} active={order.timeline.length}>
              {order.timeline.map((event) => (
                <TimelineItem key={event.id} title={t(`order.event.${event.kind}` as never)}>
                  {typeof (event.data as { reason?: unknown }).reason === 'string' && (
                    <Text size="sm">{(event.data as { reason: string }).reason}</Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {formatTime(event.at, locale, ctx.actor.timeZone)}
                    {` · ${[event.organizationId === order.buyerId ? order.buyer.name : event.organizationId === order.supplierId ? order.supplier.name : null, event.userId && order.userNames[event.userId]].filter(Boolean).join(', ')}`}
                  </Text>
                </TimelineItem>
              ))}
            </Timeline>
            {order.lotId && (
              <Text size="sm" mt="sm">
                <Anchor href={`/${locale}/auctions`}>{t('order.fromAuction')}</Anchor>
              </Text>
            )}
          </Card>
        </GridCol>
      </Grid>
    </>
  )
}
