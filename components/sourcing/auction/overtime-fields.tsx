'use client'

import { Group, NativeSelect, NumberInput, Stack, Switch } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { DraftFields } from './auction-draft'

/** When a bid near the end moves the end, by how much, and where that stops. */
export function OvertimeFields({ form, error }: DraftFields) {
  const t = useTranslations('auctions')
  return (
    <>
      <Switch label={t('overtime')} description={t('overtimeText')} {...form.getInputProps('overtime', { type: 'checkbox' })} />
      {form.values.overtime && (
        <Stack gap="xs">
          <Group grow align="flex-end">
            <NumberInput label={t('window')} suffix=" s" min={0} {...form.getInputProps('window')} error={error('overtime.window')} />
            <NumberInput label={t('extend')} suffix=" s" min={1} {...form.getInputProps('extend')} error={error('overtime.extend')} />
          </Group>
          <details className="more">
            <summary>{t('overtimeMore')}</summary>
            <Stack gap="xs" mt="xs">
              <Group grow align="flex-end">
                <NumberInput
                  label={t('overtimeRank')}
                  min={1}
                  max={20}
                  {...form.getInputProps('overtimeRank')}
                  error={error('overtime.rank')}
                />
                <NativeSelect
                  label={t('overtimeFrom.label')}
                  data={(['receipt', 'end'] as const).map((value) => ({ value, label: t(`overtimeFrom.${value}`) }))}
                  {...form.getInputProps('overtimeFrom')}
                />
              </Group>
              {form.values.lots.length > 1 && (
                <NativeSelect
                  label={t('overtimeScope.label')}
                  data={(['lot', 'event'] as const).map((value) => ({ value, label: t(`overtimeScope.${value}`) }))}
                  {...form.getInputProps('overtimeScope')}
                />
              )}
              <Group grow align="flex-end">
                <NumberInput label={t('overtimeLimit')} min={0} {...form.getInputProps('overtimeLimit')} error={error('overtime.limit')} />
                <NumberInput
                  label={t('hardStop')}
                  min={1}
                  suffix=" min"
                  {...form.getInputProps('hardStopMinutes')}
                  error={error('overtime.hardStopMinutes')}
                />
              </Group>
            </Stack>
          </details>
        </Stack>
      )}
    </>
  )
}
