'use client'

import { Alert, Button, Card, Grid, GridCol, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { formatMoney } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { CartView } from '@/lib/purchasing/cart/views'

interface PlaceOrder {
  key: string
  addressId: string
  costCentreId: string | null
  reference: string
  notes: string
  requestedDeliveryDate: string | null
  paymentMethod: 'account' | 'card'
}

interface Props {
  orderKey: string
  /** in the user's time zone, YYYY-MM-DD */
  today: string
  cart: CartView
  address: string
  addresses: { value: string; label: string }[]
  costCentres: { value: string; label: string }[]
  card: boolean
  /** the user may not approve what it orders */
  needsApproval: boolean
  /** what the user's orders are booked on if not said otherwise */
  costCentre: string | null
  placeOrder: Action<PlaceOrder, { id: string; number: string; state: string }[]>
  startPayment: Action<{ orderId: string }, { url: string }>
}

/** Deliver to, book on, pay by; the summary never leaves the screen. The key makes a second press harmless. */
export function CheckoutForm(props: Props) {
  const { orderKey, today, cart, address, addresses, costCentres, costCentre, card, needsApproval, placeOrder, startPayment } = props
  const numbers = useNumberFormat()
  const router = useRouter()
  const [key] = useState(orderKey)
  const [method, setMethod] = useState<'account' | 'card'>('account')
  const pay = useAction(startPayment, { onDone: ({ url }) => window.location.assign(url) })
  const place = useAction(placeOrder, {
    onDone: (orders) => {
      const first = orders[0]
      if (first && first.state === 'placed' && method === 'card' && orders.length === 1) pay.run({ orderId: first.id })
      else router.push(orders.length === 1 && first ? `/orders/${first.id}` : `/orders?placed=${orders.length}`)
    },
  })
  const changed = place.problem?.code === 'cart_changed'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    place.run({
      key,
      addressId: address,
      costCentreId: String(form.get('costCentre')) || null,
      reference: String(form.get('reference')),
      notes: String(form.get('notes')),
      requestedDeliveryDate: String(form.get('requestedDeliveryDate')) || null,
      paymentMethod: method,
    })
  }
  const total =
    cart.total === null
      ? cart.orders.map((order) => formatMoney(order.gross, order.currency, numbers)).join(' + ')
      : formatMoney(cart.total, cart.currency, numbers)
  return (
    <form onSubmit={submit}>
      <Grid>
        <GridCol span={{ base: 12, md: 7 }}>
          <Fields
            addresses={addresses}
            address={address}
            costCentres={costCentres}
            costCentre={costCentre}
            today={today}
            method={method}
            setMethod={setMethod}
            card={card}
            dateProblem={place.fields.requestedDeliveryDate}
          />
        </GridCol>
        <GridCol span={{ base: 12, md: 5 }}>
          <Summary cart={cart} needsApproval={needsApproval} changed={changed} total={total} pending={place.pending || pay.pending} />
        </GridCol>
      </Grid>
    </form>
  )
}

const Line = ({ label, value, strong }: { label: string; value: string; strong?: boolean }) => (
  <Group justify="space-between">
    <Text size="sm" fw={strong ? 600 : 400}>
      {label}
    </Text>
    <Text size="sm" fw={strong ? 600 : 400}>
      {value}
    </Text>
  </Group>
)

/** One of the orders that the cart becomes. */
function OrderSummary({ order, needsApproval }: { order: CartView['orders'][number]; needsApproval: boolean }) {
  const t = useTranslations('checkout')
  const numbers = useNumberFormat()
  return (
    <Stack gap={2}>
      <Text fw={600}>{order.supplierName}</Text>
      <Line label={t('net')} value={formatMoney(order.net, order.currency, numbers)} />
      <Line label={t('freight')} value={formatMoney(order.freight, order.currency, numbers)} />
      {order.taxes.map((tax) => (
        <Line key={tax.category} label={t('taxRate', { rate: tax.rate ?? '–' })} value={formatMoney(tax.tax, order.currency, numbers)} />
      ))}
      <Line label={t('gross')} value={formatMoney(order.gross, order.currency, numbers)} strong />
      {order.fees.map((fee) => (
        <Text key={fee.name} size="xs" c="dimmed">
          {t('fee', { name: fee.name, amount: formatMoney(fee.amount, order.currency, numbers) })}
        </Text>
      ))}
      {order.approval && needsApproval && (
        <Text size="xs" c="var(--stoa-warn)">
          {t('needsApproval')}
        </Text>
      )}
      {order.problems.map((problem) => (
        <Alert key={problem} color="orange">
          {t(`problem.${problem}`)}
        </Alert>
      ))}
    </Stack>
  )
}

interface FieldsProps {
  addresses: Props['addresses']
  address: string
  costCentres: Props['costCentres']
  costCentre: string | null
  today: string
  method: 'account' | 'card'
  setMethod: (method: 'account' | 'card') => void
  card: boolean
  dateProblem: string | undefined
}

/** Where it goes, on whose account, and when. */
function Fields({ addresses, address, costCentres, costCentre, today, method, setMethod, card, dateProblem }: FieldsProps) {
  const t = useTranslations('checkout')
  const router = useRouter()
  return (
    <Card withBorder>
      <Stack>
        <NativeSelect
          label={t('deliverTo')}
          data={addresses}
          value={address}
          onChange={({ target }) => router.replace(`/checkout?address=${target.value}`)}
        />
        <NativeSelect
          label={t('costCentre')}
          name="costCentre"
          data={[...costCentres, { value: '', label: t('noCostCentre') }]}
          defaultValue={costCentre ?? costCentres[0]?.value ?? ''}
        />
        <TextInput label={t('reference')} name="reference" maxLength={80} />
        <TextInput type="date" label={t('requestedDeliveryDate')} name="requestedDeliveryDate" min={today} error={dateProblem} />
        <Textarea label={t('notes')} name="notes" maxLength={1000} autosize minRows={2} />
        <Radio.Group label={t('payment')} value={method} onChange={(value) => setMethod(value as 'account' | 'card')}>
          <Stack gap={6} mt={4}>
            <Radio value="account" label={t('account')} />
            {card && <Radio value="card" label={t('card')} />}
          </Stack>
        </Radio.Group>
      </Stack>
    </Card>
  )
}

interface SummaryProps {
  cart: CartView
  needsApproval: boolean
  changed: boolean
  total: string
  pending: boolean
}

function Summary({ cart, needsApproval, changed, total, pending }: SummaryProps) {
  const t = useTranslations('checkout')
  return (
    <Card withBorder style={{ position: 'sticky', top: 68 }}>
      <Stack gap="sm">
        <Title order={2}>{t('summary')}</Title>
        {cart.orders.map((order) => (
          <OrderSummary key={`${order.supplier}${order.currency}`} order={order} needsApproval={needsApproval} />
        ))}
        {changed && (
          <Alert color="orange">
            {t('changed')} <AnchorLink href="/cart">{t('cart')}</AnchorLink>
          </Alert>
        )}
        <Line label={t('total')} value={total} strong />
        <Button type="submit" loading={pending} disabled={cart.orders.some((order) => order.problems.length > 0)}>
          {t('place', { count: cart.orders.length, total })}
        </Button>
      </Stack>
    </Card>
  )
}
