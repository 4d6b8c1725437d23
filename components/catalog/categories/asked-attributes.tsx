'use client'

import { Button, Card, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AddRow, RemoveRow } from '@/components/ui/form-rows'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { AskedAttribute } from '@/lib/catalog/categories/schemas'

interface Draft {
  name: string
  unit: string
  choices: string
  required: boolean
}

interface Props {
  code: string
  own: AskedAttribute[]
  /** asked for by categories above, as sentences */
  inherited: string[]
  most: number
  save: Action<{ code: string; attributes: AskedAttribute[] }>
}

/** Which attributes products of a category should have. */
export function AskedAttributes({ code, own, inherited, most, save }: Props) {
  const t = useTranslations('categories')
  const [rows, setRows] = useState<Draft[]>(
    own.map(({ name, unit, choices, required }) => ({ name, unit: unit ?? '', choices: choices.join('; '), required })),
  )
  const [dirty, setDirty] = useState(false)
  const { run, pending, fields } = useAction(save, { done: t('saved'), onDone: () => setDirty(false) })
  useUnsavedGuard(dirty)
  const change = (changed: Draft[]) => {
    setRows(changed)
    setDirty(true)
  }
  const set = (index: number, part: Partial<Draft>) => change(rows.map((row, place) => (place === index ? { ...row, ...part } : row)))
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({
            code,
            attributes: rows.map((row) => ({
              ...row,
              unit: row.unit || null,
              choices: row.choices
                .split(';')
                .map((choice) => choice.trim())
                .filter(Boolean),
            })),
          })
        }}
      >
        <Stack gap="sm">
          <Title order={2}>{t('asked')}</Title>
          <Text size="sm" c="dimmed">
            {t('askedText')}
          </Text>
          {inherited.length > 0 && <Text size="sm">{t('inherited', { names: inherited.join(', ') })}</Text>}
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own and keep their order
            <AttributeFields key={index} index={index} row={row} set={set} fields={fields} change={change} rows={rows} />
          ))}
          <AddRow
            label={t('addAsked')}
            shown={rows.length < most}
            onClick={() => change([...rows, { name: '', unit: '', choices: '', required: false }])}
          />
          <Group>
            <Button type="submit" loading={pending} disabled={!dirty}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

interface AttributeFieldsProps {
  index: number
  row: Draft
  set: (index: number, part: Partial<Draft>) => void
  fields: { [k: string]: string }
  change: (rows: Draft[]) => void
  rows: Draft[]
}

function AttributeFields({ index, row, set, fields, change, rows }: AttributeFieldsProps) {
  const t = useTranslations('categories')
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label={t('name')}
        value={row.name}
        onChange={({ target }) => set(index, { name: target.value })}
        error={fields[`attributes.${index}.name`]}
        maxLength={80}
        style={{ flex: '2 1 140px' }}
      />
      <TextInput label={t('unit')} value={row.unit} onChange={({ target }) => set(index, { unit: target.value })} maxLength={20} w={80} />
      <TextInput
        label={t('choices')}
        placeholder="M6; M8; M10"
        value={row.choices}
        onChange={({ target }) => set(index, { choices: target.value })}
        style={{ flex: '3 1 160px' }}
      />
      <Checkbox label={t('required')} checked={row.required} onChange={({ target }) => set(index, { required: target.checked })} mb={8} />
      <RemoveRow label={t('removeAsked', { name: row.name })} shown onClick={() => change(rows.filter((_, place) => place !== index))} />
    </Group>
  )
}
