'use client'

import { Card, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DecimalField } from '@/components/ui/decimal-field'
import { RemoveRow } from '@/components/ui/form-rows'
import type { ConfigurationNumber } from '@/lib/catalog/configuration/schemas'
import { IdField, WordsFields } from './field-parts'

interface Props {
  number: ConfigurationNumber
  problem(path: string): string | undefined
  onChange(number: ConfigurationNumber | null): void
  onRename(from: string, to: string): void
}

/** A number that buyers enter: a length, a power, within limits. */
export function NumberFields({ number, problem, onChange, onRename }: Props) {
  const t = useTranslations('configurator')
  return (
    <Card withBorder padding="sm">
      <Group align="flex-start" gap="xs">
        <WordsFields label="name" value={number.name} error={problem('name')} onChange={(name) => onChange({ ...number, name })} />
        <IdField label={t('id')} w={110} value={number.id} error={problem('id')} onRename={(id) => onRename(number.id, id)} />
        <TextInput
          label={t('unit')}
          w={80}
          maxLength={20}
          value={number.unit}
          error={problem('unit')}
          onChange={({ target }) => onChange({ ...number, unit: target.value })}
        />
        {(['minimum', 'maximum', 'step', 'initial'] as const).map((key) => (
          <DecimalField
            key={key}
            label={t(`number.${key}`)}
            w={90}
            value={number[key]}
            error={problem(key)}
            onChange={(value) => onChange({ ...number, [key]: value })}
          />
        ))}
        <RemoveRow mt={24} label={t('removeNumber')} onClick={() => onChange(null)} />
      </Group>
    </Card>
  )
}
