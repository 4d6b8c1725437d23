'use client'

import { Group, NativeSelect, NumberInput, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'
import type { CatalogChoice, Reading } from '@/lib/catalog/formats/schemas'
import { type TextEncoding, textEncodings } from '@/lib/platform/files/encodings'

interface Props {
  action: Action<{ importId: string; choice: CatalogChoice }>
  importId: string
  reading: Reading
  choice: CatalogChoice
}

/** How the file is read where it could be read in several ways: found out, and to be changed; each change reads it anew. */
export function ReadingForm({ action, importId, reading, choice }: Props) {
  const t = useTranslations('imports')
  const { run, pending, text } = useAction(action, { quiet: true })
  const choose = (changed: Partial<Record<keyof CatalogChoice, string | number>>) => {
    const wished = { ...choice, ...changed }
    run({ importId, choice: Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== '')) as CatalogChoice })
  }
  const asFound = { value: '', label: t('asFound') }
  const hidden = reading.sheets.filter(({ isHidden, name }) => isHidden && name !== reading.sheet).map(({ name }) => name)
  return (
    <>
      <Group align="flex-end" gap="sm" role="group" aria-label={t('reading')}>
        {reading.sheets.length > 1 && (
          <NativeSelect
            size="xs"
            label={t('sheet')}
            disabled={pending}
            value={reading.sheet ?? ''}
            data={reading.sheets.map(({ name, isHidden }) => ({ value: name, label: isHidden ? t('hiddenSheet', { name }) : name }))}
            onChange={({ target }) => choose({ sheet: target.value, headerRow: '' })}
          />
        )}
        <NumberInput
          key={reading.headerRow}
          size="xs"
          w={110}
          label={t('headerRow')}
          disabled={pending}
          defaultValue={reading.headerRow}
          min={1}
          max={1000}
          onBlur={({ target }) => {
            const row = Number(target.value)
            if (row >= 1 && row !== reading.headerRow) choose({ headerRow: row })
          }}
        />
        {reading.encoding && (
          <NativeSelect
            size="xs"
            label={t('encoding')}
            disabled={pending}
            value={reading.encoding}
            data={textEncodings.map((name) => ({ value: name, label: name }))}
            onChange={({ target }) => choose({ encoding: target.value as TextEncoding })}
          />
        )}
        <NativeSelect
          size="xs"
          label={t('numbers')}
          disabled={pending}
          value={choice.numbers ?? ''}
          data={[asFound, { value: 'point', label: t('numbersPoint') }, { value: 'comma', label: t('numbersComma') }]}
          onChange={({ target }) => choose({ numbers: target.value })}
        />
        <NativeSelect
          size="xs"
          label={t('dates')}
          disabled={pending}
          value={choice.dates ?? ''}
          data={[asFound, { value: 'day', label: t('datesDay') }, { value: 'month', label: t('datesMonth') }]}
          onChange={({ target }) => choose({ dates: target.value })}
        />
      </Group>
      {hidden.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('hiddenSheets', { names: hidden.join(', ') })}
        </Text>
      )}
      {text && (
        <Text c="var(--stoa-bad)" role="alert">
          {text}
        </Text>
      )}
    </>
  )
}
