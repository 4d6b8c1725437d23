'use client'

import { Card, Group, NumberInput, Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { AddRow, RemoveRow } from '@/components/ui/form-rows'
import type { OptionGroup } from '@/lib/catalog/configuration/schemas'
import { IdField, WordsFields } from './field-parts'
import { OptionRows } from './option-rows'

interface Props {
  group: OptionGroup
  pictures: { fileId: string; name: string }[]
  problem(path: string): string | undefined
  freeId(wish: string): string
  onChange(group: OptionGroup | null): void
  onRename(from: string, to: string): void
}

/** A group: how many of its options are chosen, and each option with its price, part and picture. */
export function GroupFields({ group, pictures, problem, freeId, onChange, onRename }: Props) {
  const t = useTranslations('configurator')
  const set = (changes: Partial<OptionGroup>) => onChange({ ...group, ...changes })
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group align="flex-start" gap="xs">
          <WordsFields label="name" value={group.name} error={problem('name')} onChange={(name) => set({ name })} />
          <IdField label={t('id')} w={110} value={group.id} error={problem('id')} onRename={(id) => onRename(group.id, id)} />
          {(['minimum', 'maximum'] as const).map((key) => (
            <NumberInput
              key={key}
              label={t(`group.${key}`)}
              w={90}
              min={key === 'minimum' ? 0 : 1}
              max={50}
              allowDecimal={false}
              value={group[key]}
              error={problem(key)}
              onChange={(value) => set({ [key]: Number(value) })}
            />
          ))}
          <RemoveRow mt={24} label={t('removeGroup')} onClick={() => onChange(null)} />
        </Group>
        <OptionRows
          options={group.options}
          pictures={pictures}
          problem={problem}
          onChange={(options) => set({ options })}
          onRename={onRename}
        />
        <AddRow
          label={t('addOption')}
          onClick={() =>
            set({
              options: [
                ...group.options,
                { id: freeId(`${group.id}_option`), name: {}, price: '0', part: '', leadTimeDays: 0, pictureFileId: null },
              ],
            })
          }
        />
      </Stack>
    </Card>
  )
}
