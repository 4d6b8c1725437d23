'use client'

import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { formatBid } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { priceNow } from '@/lib/sourcing/auction/rules/formats/price-now'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { BuyerView } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import type { Control } from './lot-controls'

interface Props {
  event: EventDetails
  lot: EventDetails['lots'][number]
  view: BuyerView
  control: Control
  now: number
}

/** A bid for a supplier that can only telephone: checked like its own, marked in the ledger, with the reason. */
export function SurrogateBid({ event, lot, view, control, now }: Props) {
  const t = useTranslations('room')
  const numbers = useNumberFormat()
  const suppliers = event.invitations.flatMap(({ alias, name, state }) =>
    name !== null && state === 'accepted' && !view.eliminated.includes(alias) ? [{ alias, name }] : [],
  )
  const [of, setOf] = useState('')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [pending, setPending] = useState(false)
  // Sent again after a lost answer it counts once.
  const id = useRef(crypto.randomUUID())
  const unit = amountUnit(lot.rules)
  const price = view.priceClock && priceNow(view, now)?.price
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const bid = { lotId: lot.id, of: of || (suppliers[0]?.alias ?? ''), id: id.current, reason }
    const done = await control(
      view.priceClock ? { do: 'accept-for', ...bid } : { do: 'bid-for', ...bid, amount: typedToDecimal(amount, numbers), confirm: true },
    )
    setPending(false)
    if (!done) return
    id.current = crypto.randomUUID()
    setAmount('')
  }
  if (suppliers.length === 0) return null
  return (
    <details className="more" style={{ marginTop: 16 }}>
      <summary>{t('surrogate')}</summary>
      <form onSubmit={submit}>
        <Stack gap="xs" mt="xs">
          <Text size="sm" c="dimmed">
            {t('surrogateText')}
          </Text>
          <Group align="flex-end" gap="xs">
            <NativeSelect
              label={t('bidder')}
              value={of}
              onChange={({ target }) => setOf(target.value)}
              data={suppliers.map(({ alias, name }) => ({ value: alias, label: name }))}
            />
            {!view.priceClock && (
              <TextInput
                label={t('nextBid', { currency: unit })}
                required
                inputMode="decimal"
                autoComplete="off"
                value={amount}
                onChange={({ target }) => setAmount(target.value)}
                styles={{ input: { textAlign: 'right' } }}
              />
            )}
            <TextInput
              label={t('reason')}
              required
              minLength={3}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              style={{ flex: 1, minWidth: 160 }}
            />
            <Button type="submit" variant="default" loading={pending}>
              {price ? t('acceptPrice', { amount: formatBid(price, unit, numbers) }) : t('bid')}
            </Button>
          </Group>
        </Stack>
      </form>
    </details>
  )
}
