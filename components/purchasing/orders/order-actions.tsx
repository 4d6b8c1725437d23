'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/ui/action-button'
import { said } from '@/components/ui/said'
import { type Action, useAction } from '@/components/ui/use-action'
import type { OfferedStep } from '@/lib/documents/lifecycle/model'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { OrderStep } from '@/lib/purchasing/orders/states'
import { type Line, QuantityDialog } from './quantity-dialog'

interface Props {
  orderId: string
  /** this side's steps, with what stands in the way of each */
  steps: OfferedStep<OrderStep>[]
  payable: boolean
  again: boolean
  lines: Line[]
  /** the other company */
  partner: string
  actions: {
    answer: Action<{ orderId: string; lines: { lineId: string; quantity: string; note?: string }[] }>
    acceptChanges: Action<{ orderId: string }>
    ship: Action<{ orderId: string; carrier?: string; tracking?: string; lines: { lineId: string; quantity: string }[] }>
    receive: Action<{ orderId: string; lines: { lineId: string; received: string; rejected: string }[] }>
    proposeClosing: Action<{ orderId: string; reason: string; lines: { lineId: string; quantity: string }[] }>
    close: Action<{ orderId: string }>
    cancel: Action<{ orderId: string }>
    again: Action<{ orderId: string }>
    pay: Action<{ orderId: string }, { url: string }>
  }
}

/** The steps that this side can take now; the next one stands out. */
export function OrderActions({ orderId, steps, payable, again, lines, partner, actions }: Props) {
  const t = useTranslations('order')
  const router = useRouter()
  const acceptChanges = useAction(actions.acceptChanges, { done: t('done.changesAccepted') })
  const close = useAction(actions.close)
  const repeat = useAction(actions.again, { onDone: () => router.push('/cart') })
  const pay = useAction(actions.pay, { onDone: ({ url }) => window.location.assign(url) })
  const offered = (step: OrderStep) => steps.find((each) => each.step === step)
  const has = (step: OrderStep) => offered(step) !== undefined
  const isOff = (step: OrderStep) => (offered(step)?.hindrance ?? null) !== null
  return (
    <Stack gap={4} mb="md" className="no-print">
      <Group gap="xs">
        {payable && (
          <Button loading={pay.pending} onClick={() => pay.run({ orderId })}>
            {t('pay')}
          </Button>
        )}
        {has('answer') && <AnswerButtons orderId={orderId} lines={lines} actions={actions} />}
        {has('accept_changes') && (
          <Button loading={acceptChanges.pending} onClick={() => acceptChanges.run({ orderId })}>
            {t('acceptChanges')}
          </Button>
        )}
        {has('ship') && <ShipDialog lines={lines} actions={actions} orderId={orderId} off={isOff('ship')} />}
        {has('receive') && <ReceiveDialog lines={lines} actions={actions} orderId={orderId} off={isOff('receive')} />}
        {has('propose_closing') && !isOff('propose_closing') && (
          <ClosingDialog lines={lines} actions={actions} orderId={orderId} partner={partner} />
        )}
        {has('close') && (
          <Button loading={close.pending} onClick={() => close.run({ orderId })}>
            {t('close')}
          </Button>
        )}
        {has('cancel') && (
          <ActionButton variant="default" action={actions.cancel} input={{ orderId }} confirm={t('cancelSure')} done={t('done.cancelled')}>
            {t('cancel')}
          </ActionButton>
        )}
        {again && (
          <Button variant="default" loading={repeat.pending} onClick={() => repeat.run({ orderId })}>
            {t('again')}
          </Button>
        )}
      </Group>
      <Hindrances steps={steps} />
    </Stack>
  )
}

/** Why a button is off, in words that touch and keyboard reach as well. */
function Hindrances({ steps }: Pick<Props, 'steps'>) {
  const t = useTranslations('order')
  const why = useTranslations('errors.detail')
  const buttons: Partial<Record<OrderStep, string>> = { ship: t('ship'), receive: t('receive') }
  return steps.map(
    ({ step, hindrance }) =>
      hindrance &&
      buttons[step] && (
        <Text key={step} size="sm" c="dimmed">
          {buttons[step]}: {said(why, hindrance)}
        </Text>
      ),
  )
}

/** Confirmed as it is, or line by line. */
function AnswerButtons({ orderId, lines, actions }: Pick<Props, 'orderId' | 'lines' | 'actions'>) {
  const t = useTranslations('order')
  const confirmAll = useAction(actions.answer, { done: t('done.confirmed') })
  return (
    <>
      <Button
        loading={confirmAll.pending}
        onClick={() => confirmAll.run({ orderId, lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })) })}
      >
        {t('confirmAll')}
      </Button>
      <QuantityDialog
        title={t('answer')}
        lines={lines}
        columns={[
          { key: 'quantity', label: t('confirmedQuantity'), initial: (line) => line.quantity, max: (line) => line.quantity },
          { key: 'date', label: t('confirmedDate'), kind: 'date' },
          { key: 'note', label: t('note'), kind: 'text' },
        ]}
        action={actions.answer}
        toInput={(rows) => ({
          orderId,
          lines: rows.map(({ id, values: { quantity, date, note } }) => ({
            lineId: id,
            quantity: quantity ?? '0',
            ...(date && { date }),
            ...(note && { note }),
          })),
        })}
      />
    </>
  )
}

function ShipDialog({ lines, actions, orderId, off }: Pick<Props, 'lines' | 'actions' | 'orderId'> & { off: boolean }) {
  const t = useTranslations('order')
  return (
    <QuantityDialog
      primary
      off={off}
      title={t('ship')}
      more={[
        { key: 'carrier', label: t('carrier'), maxLength: 80 },
        { key: 'tracking', label: t('tracking'), maxLength: 80 },
      ]}
      lines={lines}
      columns={[{ key: 'quantity', label: t('shipNow'), initial: (line) => line.openToShip, max: (line) => line.openToShip }]}
      action={actions.ship}
      toInput={(rows, { carrier = '', tracking = '' }) => ({
        orderId,
        carrier,
        tracking,
        lines: rows.map((row) => ({ lineId: row.id, quantity: row.values.quantity ?? '0' })),
      })}
    />
  )
}

/** What is left is proposed to be delivered no more; the other side is asked. */
function ClosingDialog({ lines, actions, orderId, partner }: Pick<Props, 'lines' | 'actions' | 'orderId' | 'partner'>) {
  const t = useTranslations('order.closing')
  return (
    <QuantityDialog
      title={t('propose')}
      intro={t('intro', { partner })}
      lines={lines.filter(({ openToShip }) => openToShip !== '0')}
      columns={[{ key: 'quantity', label: t('quantity'), initial: (line) => line.openToShip, max: (line) => line.openToShip }]}
      more={[{ key: 'reason', label: t('reason'), maxLength: 300, required: true }]}
      action={actions.proposeClosing}
      toInput={(rows, { reason = '' }) => ({
        orderId,
        reason,
        lines: rows.map((row) => ({ lineId: row.id, quantity: row.values.quantity ?? '0' })),
      })}
    />
  )
}

function ReceiveDialog({ lines, actions, orderId, off }: Pick<Props, 'lines' | 'actions' | 'orderId'> & { off: boolean }) {
  const t = useTranslations('order')
  return (
    <QuantityDialog
      primary
      off={off}
      title={t('receive')}
      lines={lines}
      columns={[
        { key: 'received', label: t('received'), initial: (line) => line.openToReceive, max: (line) => line.openToReceive },
        { key: 'rejected', label: t('rejected'), initial: () => '0', max: (line) => line.openToReceive },
      ]}
      action={actions.receive}
      toInput={(rows) => ({
        orderId,
        lines: rows.map((row) => ({ lineId: row.id, received: row.values.received ?? '0', rejected: row.values.rejected ?? '0' })),
      })}
    />
  )
}
