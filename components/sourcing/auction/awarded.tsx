'use client'

import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatBid, formatMoney, formatNumber, formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Locale } from '@/lib/platform/i18n/locales'
import { amountUnit, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { EventDetails } from '@/lib/sourcing/events/views'

type Lot = EventDetails['lots'][number]

interface Props {
  event: EventDetails
  lot: Lot
  award: NonNullable<Lot['award']>
  /** null for who may not */
  takeBack: Action<{ lotId: string; reason: string }> | null
}

/** Who got a lot, or which share of it, at what price, and what came of it; in a standstill with the way back. */
export function Awarded({ event, lot, award, takeBack }: Props) {
  const t = useTranslations('award')
  const numbers = useNumberFormat()
  const locale = useLocale() as Locale
  const zone = useTimeZone() ?? 'UTC'
  const nameOf = (supplierId: string) => event.invitations.find((entry) => entry.supplierId === supplierId)?.name ?? ''
  return (
    <Alert color={award.held ? 'orange' : award.standstillEndsAt ? 'blue' : 'green'}>
      {award.held && <Text size="sm">{t('held')}</Text>}
      {award.standstillEndsAt && !award.held && (
        <Text size="sm">{t('standstillEndsAt', { at: formatTime(award.standstillEndsAt, locale, zone) })}</Text>
      )}
      {award.shares.map((share) => (
        <Text key={share.supplierId} size="sm">
          {t(award.shares.length > 1 ? 'awardedShare' : 'awarded', {
            supplier: nameOf(share.supplierId),
            price: formatBid(share.price, amountUnit(lot.rules), numbers),
            percent: formatNumber(share.percent, numbers),
            total: formatMoney(share.total, event.currency, numbers),
          })}{' '}
          {share.orderId && <AnchorLink href={`/orders/${share.orderId}`}>{t('order')}</AnchorLink>}
          {share.contractId && <AnchorLink href={`/prices/${share.contractId}`}>{t('contract')}</AnchorLink>}
        </Text>
      ))}
      {award.savings && (
        <Text size="sm">
          {t(traitsOf(lot.rules.format).sells ? 'gain' : 'savings', { amount: formatMoney(award.savings, event.currency, numbers) })}
        </Text>
      )}
      {award.reason && <Text size="sm">{award.reason}</Text>}
      {award.standstillEndsAt && takeBack && <TakeBack lotId={lot.id} action={takeBack} />}
    </Alert>
  )
}

function TakeBack({ lotId, action }: { lotId: string; action: Action<{ lotId: string; reason: string }> }) {
  const t = useTranslations('award')
  const [reason, setReason] = useState('')
  const { run, pending, fields } = useAction(action, { done: t('takenBack') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ lotId, reason })
      }}
    >
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          label={t('takeBackReason')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          error={fields.reason}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button type="submit" variant="default" loading={pending}>
          {t('takeBack')}
        </Button>
      </Group>
    </form>
  )
}
