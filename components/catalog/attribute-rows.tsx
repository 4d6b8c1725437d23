'use client'

import { Fieldset, Group, Stack, Text, TextInput, type TextInputProps } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { AddRow, RemoveRow } from '@/components/ui/form-rows'

interface Props {
  legend: string
  count: number
  most: number
  editable: boolean
  /** what binds a field to its form */
  field(index: number, name: 'name' | 'value' | 'unit'): TextInputProps
  onAdd(): void
  onRemove(index: number): void
}

/** Attributes of a product, a row each: name, value and unit. */
export function AttributeRows({ legend, count, most, editable, field, onAdd, onRemove }: Props) {
  const t = useTranslations('offer')
  return (
    <Fieldset legend={legend} variant="unstyled">
      <Stack gap="sm">
        {count === 0 && (
          <Text size="sm" c="dimmed">
            {t('noAttributes')}
          </Text>
        )}
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own and keep their order
          <Group key={index} align="flex-end" wrap="nowrap">
            <TextInput label={t('attributeName')} style={{ flex: 2 }} maxLength={80} {...field(index, 'name')} />
            <TextInput label={t('attributeValue')} style={{ flex: 2 }} maxLength={200} {...field(index, 'value')} />
            <TextInput label={t('attributeUnit')} style={{ flex: 1 }} maxLength={20} {...field(index, 'unit')} />
            <RemoveRow label={t('removeAttribute')} shown={editable} onClick={() => onRemove(index)} />
          </Group>
        ))}
        <AddRow label={t('addAttribute')} shown={editable && count < most} onClick={onAdd} />
      </Stack>
    </Fieldset>
  )
}
