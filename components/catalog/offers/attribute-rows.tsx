'use client'

import { Fieldset, Group, Stack, Text, TextInput, type TextInputProps } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { AddRow, RemoveRow } from '@/components/ui/form-rows'
import { AskedFor } from './asked-for'

interface Props {
  legend: string
  /** of the product, for what that asks for */
  category: string | null
  /** names of the rows */
  names: readonly string[]
  most: number
  editable: boolean
  /** what binds a field to its form */
  field(index: number, name: 'name' | 'value' | 'unit'): TextInputProps
  onAdd(attribute: { name: string; value: string; unit: string }): void
  onRemove(index: number): void
}

/** Attributes of a product, a row each: name, value and unit. */
export function AttributeRows({ legend, category, names, most, editable, field, onAdd, onRemove }: Props) {
  const t = useTranslations('offer')
  return (
    <Fieldset legend={legend} variant="unstyled">
      <Stack gap="sm">
        {names.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noAttributes')}
          </Text>
        )}
        {names.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own and keep their order
          <Group key={index} align="flex-end" wrap="nowrap">
            <TextInput label={t('attributeName')} style={{ flex: 2 }} maxLength={80} {...field(index, 'name')} />
            <TextInput label={t('attributeValue')} style={{ flex: 2 }} maxLength={200} {...field(index, 'value')} />
            <TextInput label={t('attributeUnit')} style={{ flex: 1 }} maxLength={20} {...field(index, 'unit')} />
            <RemoveRow label={t('removeAttribute')} shown={editable} onClick={() => onRemove(index)} />
          </Group>
        ))}
        {editable && names.length < most && <AskedFor category={category} given={names} onAdd={onAdd} />}
        <AddRow
          label={t('addAttribute')}
          shown={editable && names.length < most}
          onClick={() => onAdd({ name: '', value: '', unit: '' })}
        />
      </Stack>
    </Fieldset>
  )
}
