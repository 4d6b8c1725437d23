'use client'

import { Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DecimalField } from '@/components/ui/decimal-field'
import { type Action, useAction } from '@/components/ui/use-action'
import type { UnitToMap } from '@/lib/catalog/mapping/views'
import type { Locale } from '@/lib/platform/i18n/locales'
import { unitName } from '@/lib/platform/units/units'

interface Props {
  units: UnitToMap[]
  choices: { value: string; label: string }[]
  map: Action<{ unit: string; internalUnit: string; factor: string }>
  remove: Action<{ unit: string }>
  locale: Locale
}

/** How many own units each unit is that suppliers sell by: prices are then shown for one own unit too. */
export function UnitMap({ units, ...rest }: Props) {
  const t = useTranslations('mapping')
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2}>{t('units')}</Title>
        <Text size="sm" c="dimmed">
          {t('unitsText')}
        </Text>
        {units.map((unit) => (
          <UnitLine key={unit.unit} line={unit} {...rest} />
        ))}
      </Stack>
    </Card>
  )
}

function UnitLine({ line, choices, map, remove, locale }: Omit<Props, 'units'> & { line: UnitToMap }) {
  const t = useTranslations('mapping')
  const start = line.mapped ?? line.proposed ?? { internalUnit: 'C62', factor: '' }
  const [internalUnit, setOwnUnit] = useState(start.internalUnit)
  const [factor, setFactor] = useState(start.factor)
  const { run, pending, fields } = useAction(map, { done: t('mapped') })
  const removing = useAction(remove)
  const name = unitName(line.unit, locale)
  return (
    <Group align="end" gap="sm">
      <Text size="sm" w={130} pb={8}>
        1 {name} =
      </Text>
      <DecimalField aria-label={t('factorOf', { name })} value={factor} onChange={setFactor} error={fields.factor} w={110} />
      <NativeSelect
        aria-label={t('ownUnitOf', { name })}
        value={internalUnit}
        onChange={({ target }) => setOwnUnit(target.value)}
        data={choices}
        w={160}
      />
      <Button
        variant="default"
        loading={pending}
        onClick={() => run({ unit: line.unit, internalUnit, factor })}
        aria-label={t('keepUnit', { name })}
      >
        {t(line.mapped ? 'change' : 'take')}
      </Button>
      {line.mapped && (
        <Button
          variant="subtle"
          loading={removing.pending}
          onClick={() => removing.run({ unit: line.unit })}
          aria-label={t('removeOf', { name })}
        >
          {t('remove')}
        </Button>
      )}
    </Group>
  )
}
