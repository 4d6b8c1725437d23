'use client'

import { Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import type { AllocationOptions } from '@/lib/sourcing/allocation/schemas'

interface Props {
  listId: string
  action: Action<{ listId: string; options: AllocationOptions }>
  options: AllocationOptions
  currency: string
  running: boolean
}

/** What a split has to keep to, and what a further supplier and a day of waiting weigh. */
export function AllocationForm({ listId, action, options, currency, running }: Props) {
  const t = useTranslations('allocation')
  const numbers = useNumberFormat()
  const [asked, setAsked] = useState(options)
  const { run, pending, fields } = useAction(action)
  const set = (changes: Partial<AllocationOptions>) => setAsked({ ...asked, ...changes })
  const problem = (field: keyof AllocationOptions) => fields[`options.${field}`]
  const amount = (key: 'spend' | 'supplierWeight' | 'dayWeight', label: string, empty: string | null) => (
    <TextInput
      label={label}
      inputMode="decimal"
      w={170}
      rightSection={<span style={{ fontSize: 11 }}>{currency}</span>}
      defaultValue={decimalToTyped(asked[key] ?? '', numbers)}
      onChange={({ target }) => set({ [key]: target.value.trim() === '' ? empty : typedToDecimal(target.value, numbers) })}
      error={problem(key)}
    />
  )
  const count = (key: 'suppliers' | 'days', label: string) => (
    <NumberInput
      label={label}
      w={170}
      min={key === 'days' ? 0 : 1}
      allowDecimal={false}
      value={asked[key] ?? ''}
      onChange={(value) => set({ [key]: value === '' ? null : Number(value) })}
      error={problem(key)}
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ listId, options: asked })
      }}
    >
      <Group gap="sm" align="flex-end">
        {count('suppliers', t('limitSuppliers'))}
        {amount('spend', t('limitSpend'), null)}
        {count('days', t('limitDays'))}
        {amount('supplierWeight', t('supplierWeight'), '0')}
        {amount('dayWeight', t('dayWeight'), '0')}
        <Checkbox
          label={t('exact')}
          description={t('exactText')}
          checked={asked.exact}
          onChange={({ target }) => set({ exact: target.checked })}
        />
        <Button type="submit" loading={pending} disabled={running}>
          {t('find')}
        </Button>
      </Group>
    </form>
  )
}
