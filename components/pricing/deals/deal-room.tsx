'use client'

import { Alert, Button, Card, Grid, GridCol, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { DecimalField } from '@/components/ui/decimal-field'
import { formatMoney, formatQuantity } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Locale } from '@/lib/platform/i18n/locales'
import { Decimal } from '@/lib/platform/money/decimal'
import { roundMoney } from '@/lib/platform/money/money'
import type { DealFee, DealView } from '@/lib/pricing/deals/views'
import { feeOn } from '@/lib/pricing/fees/model'
import { CounterCard } from './counter-card'
import { useCounter } from './use-counter'

interface Props {
  deal: DealView
  locale: Locale
  /** the buyer's own addresses; null for who does not buy */
  addresses: { id: string; label: string }[] | null
  /** what the buyer pays the network for an order */
  fees: DealFee[]
  join: Action<{ dealId: string; key: string; quantity: string; addressId: string | null }, { orderId: string | null }>
  leave: Action<{ dealId: string }>
}

/** A deal while it runs: the live counter, and what somebody takes of it. */
export function DealRoom({ deal, locale, addresses, fees, join, leave }: Props) {
  const { counter, live } = useCounter(deal)
  return (
    <Grid>
      <GridCol span={{ base: 12, md: 7 }}>
        <CounterCard deal={deal} counter={counter} live={live} locale={locale} />
      </GridCol>
      <GridCol span={{ base: 12, md: 5 }}>
        <Stack>
          {addresses && counter.state === 'open' && (
            <JoinForm
              deal={deal}
              price={counter.price ?? counter.next?.price ?? deal.usual}
              {...{ locale, addresses, fees, join, leave }}
            />
          )}
          <Own deal={deal} locale={locale} />
        </Stack>
      </GridCol>
    </Grid>
  )
}

function JoinForm({
  deal,
  price,
  addresses,
  fees,
  join,
  leave,
}: Omit<Props, 'addresses'> & { addresses: { id: string; label: string }[]; price: string }) {
  const t = useTranslations('deals')
  const numbers = useNumberFormat()
  const group = deal.kind === 'group'
  const joined = group && Number(deal.own) > 0
  const [quantity, setQuantity] = useState(joined ? deal.own : (deal.minimum ?? deal.step ?? '1'))
  const [address, setAddress] = useState(addresses[0]?.id ?? '')
  // A new key for each attempt that went through: pressing twice takes nothing twice.
  const [key, setKey] = useState(() => crypto.randomUUID())
  const { run, pending, text } = useAction(join, {
    quiet: true,
    done: t(group ? 'joinedDone' : 'takenDone'),
    onDone: () => setKey(crypto.randomUUID()),
  })
  const leaving = useAction(leave, { done: t('leftDone') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run({ dealId: deal.id, key, quantity, addressId: address || null })
  }
  const net = Number(quantity) > 0 ? roundMoney(new Decimal(price).mul(quantity), deal.currency) : null
  const due = net ? fees.map(({ fee, turnover }) => ({ fee, amount: feeOn(fee, net, new Decimal(turnover)) })) : []
  return (
    <Card withBorder>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2}>{t(group ? (joined ? 'changeTitle' : 'joinTitle') : 'takeTitle')}</Title>
          <Text size="sm" c="dimmed">
            {t(group ? 'joinText' : 'takeText')}
          </Text>
          <DecimalField label={t('quantity')} value={quantity} onChange={setQuantity} />
          <NativeSelect
            label={t('address')}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
            data={addresses.map(({ id, label }) => ({ value: id, label }))}
          />
          {net && <Text size="sm">{t('netNow', { amount: formatMoney(net.toFixed(), deal.currency, numbers) })}</Text>}
          {due
            .filter(({ amount }) => amount.gt(0))
            .map(({ fee, amount }) => (
              <Text key={fee.id} size="xs" c="dimmed">
                {t('fee', { name: fee.name, amount: formatMoney(amount.toFixed(), deal.currency, numbers) })}
              </Text>
            ))}
          {text && (
            <Alert color="red" role="alert">
              {text}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={pending}>
              {t(group ? (joined ? 'change' : 'join') : 'take')}
            </Button>
            {joined && (
              <Button variant="default" loading={leaving.pending} onClick={() => leaving.run({ dealId: deal.id })}>
                {t('leave')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function Own({ deal, locale }: { deal: DealView; locale: Locale }) {
  const t = useTranslations('deals')
  const numbers = useNumberFormat()
  if (Number(deal.own) === 0) return null
  return (
    <Card withBorder>
      <Text>{t('own', { quantity: formatQuantity(deal.own, deal.unit, numbers, locale) })}</Text>
      {deal.orders.map(({ id, number }) => (
        <AnchorLink key={id} href={`/orders/${id}`} display="block">
          {number}
        </AnchorLink>
      ))}
    </Card>
  )
}
