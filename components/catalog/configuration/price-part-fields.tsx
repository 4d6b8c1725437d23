'use client'

import { Card, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { DecimalField } from '@/components/ui/decimal-field'
import { RemoveRow } from '@/components/ui/form-rows'
import { useNumberFormat } from '@/components/ui/number-format'
import type { ConfigurationModel, PricePart, TableDimension } from '@/lib/catalog/configuration/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { WordsFields } from './field-parts'
import { fitted, replaced } from './model-draft'

interface Props {
  part: PricePart
  model: ConfigurationModel
  problem(path: string): string | undefined
  onChange(part: PricePart | null): void
}

/** A part of the price: a formula over numbers and options, or a table that is looked up. */
export function PricePartFields({ part, model, problem, onChange }: Props) {
  const t = useTranslations('configurator')
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group align="flex-start" gap="xs">
          <WordsFields label="name" value={part.name} error={problem('name')} onChange={(name) => onChange({ ...part, name })} />
          <RemoveRow mt={24} label={t('removePrice')} onClick={() => onChange(null)} />
        </Group>
        {part.kind === 'formula' ? (
          <TextInput
            label={t('formula')}
            maxLength={500}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={part.formula}
            error={problem('formula') ?? problem('')}
            onChange={({ target }) => onChange({ ...part, formula: target.value })}
          />
        ) : (
          <TableFields part={part} model={model} problem={problem} onChange={onChange} />
        )}
      </Stack>
    </Card>
  )
}

type Table = Extract<PricePart, { kind: 'table' }>

function TableFields({ part, model, problem, onChange }: Props & { part: Table }) {
  const t = useTranslations('configurator')
  const numbers = useNumberFormat()
  const locale = useLocale() as Locale
  const set = (changes: Partial<Table>) => onChange(fitted({ ...part, ...changes }))
  const heads = (dimension: TableDimension | null): string[] => {
    if (!dimension) return [t('price')]
    if (dimension.by === 'number') return dimension.upTo.map((value) => t('upTo', { value: decimalToTyped(value, numbers) }))
    const options = model.groups.flatMap((group) => group.options)
    return dimension.options.map((id) => localText(options.find((option) => option.id === id)?.name, locale) || id)
  }
  const columns = heads(part.columns)
  return (
    <>
      <Group align="flex-start" gap="xs">
        <DimensionFields
          label={t('rows')}
          dimension={part.rows}
          model={model}
          error={problem('rows')}
          onChange={(rows) => rows && set({ rows })}
        />
        <DimensionFields
          label={t('columns')}
          optional
          dimension={part.columns}
          model={model}
          error={problem('columns')}
          onChange={(next) => set({ columns: next })}
        />
      </Group>
      <div style={{ overflowX: 'auto' }}>
        <table className="table cells" aria-label={t('cells')}>
          <thead>
            <tr>
              <th />
              {columns.map((head, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a column is
                <th key={index}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heads(part.rows).map((head, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row is
              <tr key={row}>
                <th scope="row">{head}</th>
                {columns.map((column, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a cell is
                  <td key={at}>
                    <DecimalField
                      variant="unstyled"
                      size="xs"
                      aria-label={`${head}, ${column}`}
                      value={part.cells[row]?.[at] ?? '0'}
                      onChange={(value) =>
                        onChange({ ...part, cells: replaced(part.cells, row, replaced(part.cells[row] ?? [], at, value || '0')) })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface DimensionProps {
  label: string
  optional?: boolean
  dimension: TableDimension | null
  model: ConfigurationModel
  error: string | undefined
  onChange(dimension: TableDimension | null): void
}

/** By which group or number a table is looked up; of a number, the values up to which each row holds. */
function DimensionFields({ label, optional, dimension, model, error, onChange }: DimensionProps) {
  const t = useTranslations('configurator')
  const numbers = useNumberFormat()
  const locale = useLocale() as Locale
  const [upTo, setUpTo] = useState(
    dimension?.by === 'number' ? dimension.upTo.map((value) => decimalToTyped(value, numbers)).join('; ') : '',
  )
  const choose = (id: string) => {
    const group = model.groups.find((each) => each.id === id)
    const number = model.numbers.find((each) => each.id === id)
    if (group) return onChange({ by: 'group', id, options: group.options.map((option) => option.id) })
    if (number) setUpTo(decimalToTyped(number.maximum, numbers))
    onChange(number ? { by: 'number', id, upTo: [number.maximum] } : null)
  }
  const parse = (text: string) => text.split(';').flatMap((value) => (value.trim() ? [typedToDecimal(value, numbers)] : []))
  return (
    <>
      <NativeSelect
        label={label}
        w={160}
        data={[
          ...(optional ? [{ value: '', label: '–' }] : []),
          ...[...model.groups, ...model.numbers].map(({ id, name }) => ({ value: id, label: localText(name, locale) || id })),
        ]}
        value={dimension?.id ?? ''}
        error={error}
        onChange={({ target }) => choose(target.value)}
      />
      {dimension?.by === 'number' && (
        <TextInput
          label={t('upToList', { label })}
          w={220}
          placeholder="1; 2; 5"
          value={upTo}
          onChange={({ target }) => {
            setUpTo(target.value)
            const values = parse(target.value)
            if (values.length > 0) onChange({ ...dimension, upTo: values })
          }}
        />
      )}
    </>
  )
}
