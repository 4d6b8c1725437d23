'use client'

import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type Action, useAction } from '@/components/ui/use-action'
import type { OfferedStep } from '@/lib/documents/lifecycle/model'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { OrderStep } from '@/lib/purchasing/orders/states'

interface Line {
  id: string
  name: string
  quantity: string
  openToShip: string
  openToReceive: string
}

interface Props {
  orderId: string
  /** this side's steps, with what stands in the way of each */
  steps: OfferedStep<OrderStep>[]
  payable: boolean
  again: boolean
  lines: Line[]
  actions: {
    answer: Action<{ orderId: string; lines: { lineId: string; quantity: string; note?: string }[] }>
    acceptChanges: Action<{ orderId: string }>
    ship: Action<{ orderId: string; carrier?: string; tracking?: string; lines: { lineId: string; quantity: string }[] }>
    receive: Action<{ orderId: string; lines: { lineId: string; received: string; rejected: string }[] }>
    close: Action<{ orderId: string }>
    cancel: Action<{ orderId: string }>
    again: Action<{ orderId: string }>
    pay: Action<{ orderId: string }, { url: string }>
  }
}

/** The steps that this side can take now; the next one stands out. */
export function OrderActions({ orderId, steps, payable, again, lines, actions }: Props) {
  const t = useTranslations('order')
  const router = useRouter()
  const acceptChanges = useAction(actions.acceptChanges, { done: t('done.changesAccepted') })
  const close = useAction(actions.close)
  const cancel = useAction(actions.cancel, { done: t('done.cancelled') })
  const repeat = useAction(actions.again, { onDone: () => router.push('/cart') })
  const pay = useAction(actions.pay, { onDone: ({ url }) => window.location.assign(url) })
  const why = useTranslations('errors.detail')
  const offered = (step: OrderStep) => steps.find((each) => each.step === step)
  const has = (step: OrderStep) => offered(step) !== undefined
  /** for a button whose step is not possible now: off, with the reason */
  const hindered = (step: OrderStep) => {
    const by = offered(step)?.hindrance
    return by ? { disabled: true, title: why(by as never) } : {}
  }
  return (
    <Group gap="xs" mb="md" className="no-print">
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
      {has('ship') && <ShipDialog lines={lines} actions={actions} orderId={orderId} button={hindered('ship')} />}
      {has('receive') && <ReceiveDialog lines={lines} actions={actions} orderId={orderId} button={hindered('receive')} />}
      {has('close') && (
        <Button loading={close.pending} onClick={() => close.run({ orderId })}>
          {t('close')}
        </Button>
      )}
      {has('cancel') && (
        <Button variant="default" loading={cancel.pending} onClick={() => window.confirm(t('cancelSure')) && cancel.run({ orderId })}>
          {t('cancel')}
        </Button>
      )}
      {again && (
        <Button variant="default" loading={repeat.pending} onClick={() => repeat.run({ orderId })}>
          {t('again')}
        </Button>
      )}
    </Group>
  )
}

interface DialogProps<Input> {
  title: string
  primary?: boolean
  button?: { disabled?: boolean; title?: string }
  shipping?: boolean
  lines: Line[]
  columns: Column[]
  action: Action<Input>
  toInput: (rows: { id: string; values: Record<string, string> }[], carrier: string, tracking: string) => Input
}

type Column = { key: string; label: string } & (
  | { kind?: undefined; initial: (line: Line) => string; max: (line: Line) => string }
  | { kind: 'date' | 'text' }
)

/** Quantities, dates and notes line by line: what is confirmed, shipped or received. */
function QuantityDialog<Input>({ title, primary, button, shipping, lines, columns, action, toInput }: DialogProps<Input>): ReactNode {
  const t = useTranslations('order')
  const [opened, { open, close }] = useDisclosure()
  const initial = () =>
    Object.fromEntries(
      lines.map((line) => [line.id, Object.fromEntries(columns.map((column) => [column.key, column.kind ? '' : column.initial(line)]))]),
    )
  const [values, setValues] = useState<Record<string, Record<string, string>>>(initial)
  const [carrier, setCarrier] = useState('')
  const [tracking, setTracking] = useState('')
  const { run, pending } = useAction(action, { onDone: close })
  const set = (line: Line, column: Column, value: string) =>
    setValues((before) => ({ ...before, [line.id]: { ...before[line.id], [column.key]: value } }))
  const start = () => {
    setValues(initial())
    open()
  }
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={start} {...button}>
        {title}
      </Button>
      <Dialog opened={opened} onClose={close} title={title}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            run(
              toInput(
                lines.map((line) => ({ id: line.id, values: values[line.id] ?? {} })),
                carrier,
                tracking,
              ),
            )
          }}
        >
          <Stack>
            <QuantityTable columns={columns} lines={lines} values={values} set={set} />
            {shipping && (
              <Group grow>
                <TextInput label={t('carrier')} value={carrier} onChange={(event) => setCarrier(event.target.value)} maxLength={80} />
                <TextInput label={t('tracking')} value={tracking} onChange={(event) => setTracking(event.target.value)} maxLength={80} />
              </Group>
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={pending}>
                {title}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
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

function ShipDialog({
  lines,
  actions,
  orderId,
  button,
}: Pick<Props, 'lines' | 'actions' | 'orderId'> & { button: { disabled?: boolean; title?: string } }) {
  const t = useTranslations('order')
  return (
    <QuantityDialog
      primary
      button={button}
      title={t('ship')}
      shipping
      lines={lines}
      columns={[{ key: 'quantity', label: t('shipNow'), initial: (line) => line.openToShip, max: (line) => line.openToShip }]}
      action={actions.ship}
      toInput={(rows, carrier, tracking) => ({
        orderId,
        carrier,
        tracking,
        lines: rows.map((row) => ({ lineId: row.id, quantity: row.values.quantity ?? '0' })),
      })}
    />
  )
}

function ReceiveDialog({
  lines,
  actions,
  orderId,
  button,
}: Pick<Props, 'lines' | 'actions' | 'orderId'> & { button: { disabled?: boolean; title?: string } }) {
  const t = useTranslations('order')
  return (
    <QuantityDialog
      primary
      button={button}
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

interface QuantityTableProps {
  columns: Column[]
  lines: Line[]
  values: Record<string, Record<string, string>>
  set: (line: Line, column: Column, value: string) => void
}

function QuantityTable({ columns, lines, values, set }: QuantityTableProps) {
  const t = useTranslations('order')
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th>{t('item')}</th>
          {columns.map((column) => (
            <th key={column.key} className={column.kind ? undefined : 'number'}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td data-label={t('item')}>{line.name}</td>
            {columns.map((column) => (
              <td key={column.key} data-label={column.label}>
                {column.kind ? (
                  <TextInput
                    aria-label={`${column.label}: ${line.name}`}
                    size="xs"
                    type={column.kind}
                    maxLength={300}
                    value={values[line.id]?.[column.key] ?? ''}
                    onChange={(event) => set(line, column, event.target.value)}
                  />
                ) : (
                  <NumberInput
                    aria-label={`${column.label}: ${line.name}`}
                    size="xs"
                    min={0}
                    max={Number(column.max(line))}
                    value={values[line.id]?.[column.key] ?? ''}
                    onChange={(value) => set(line, column, String(value))}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
