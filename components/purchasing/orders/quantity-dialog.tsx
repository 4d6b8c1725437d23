'use client'

import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
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
  /** what comes of it, where the title does not say enough */
  intro?: string
  /** what is asked once for all lines */
  more?: Field[]
  lines: Line[]
  columns: Column[]
  action: Action<Input>
  toInput: (rows: { id: string; values: Record<string, string> }[], more: Record<string, string>) => Input
}

interface Field {
  key: string
  label: string
  maxLength: number
  required?: boolean
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
  intro,
  more = [],
  lines,
  columns,
  action,
  toInput,
}: DialogProps<Input>): ReactNode {
  const [opened, { open, close }] = useDisclosure()
  const initial = () =>
    Object.fromEntries(
      lines.map((line) => [line.id, Object.fromEntries(columns.map((column) => [column.key, column.kind ? '' : column.initial(line)]))]),
    )
  const [values, setValues] = useState<Record<string, Record<string, string>>>(initial)
  const [asked, setAsked] = useState<Record<string, string>>({})
  const { run, pending } = useAction(action, { onDone: close })
  const set = (line: Line, column: Column, value: string) =>
    setValues((before) => ({ ...before, [line.id]: { ...before[line.id], [column.key]: value } }))
  const start = () => {
    setValues(initial())
    setAsked({})
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
                asked,
              ),
            )
          }}
        >
          <Stack>
            {intro && <Text size="sm">{intro}</Text>}
            <QuantityTable columns={columns} lines={lines} values={values} set={set} />
            {more.length > 0 && (
              <Group grow align="flex-start">
                {more.map(({ key, ...field }) => (
                  <TextInput
                    key={key}
                    {...field}
                    value={asked[key] ?? ''}
                    onChange={({ target }) => setAsked((before) => ({ ...before, [key]: target.value }))}
                  />
                ))}
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
