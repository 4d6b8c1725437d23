'use client'

import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type Action, useAction } from '@/components/ui/use-action'

/** A line of an order as the dialogs show it; quantities as decimal text. */
export interface Line {
  id: string
  name: string
  quantity: string
  openToShip: string
  openToReceive: string
}

interface DialogProps<Input> {
  title: string
  primary?: boolean
  /** not possible now */
  off?: boolean
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
export function QuantityDialog<Input>({
  title,
  primary,
  off = false,
  shipping,
  lines,
  columns,
  action,
  toInput,
}: DialogProps<Input>): ReactNode {
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
      <Button variant={primary ? 'filled' : 'default'} onClick={start} disabled={off}>
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
