'use client'

import { Button, Card, Checkbox, CloseButton, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CategoryField } from '@/components/catalog/offers/category-field'
import { DecimalField } from '@/components/ui/decimal-field'
import type { QualityRule } from '@/lib/catalog/virtual/schemas'
import { readUnit } from '@/lib/platform/units/unit-spellings'

interface Props {
  rules: QualityRule[]
  problem: (index: number, field: string) => string | undefined
  onChange(rules: QualityRule[]): void
}

const EMPTY: QualityRule = { category: null, picture: true, attributes: [], asked: true, units: [], priceWithin: null }

/** What members' offers have to keep to before they come into a catalog of the marketplace. */
export function QualityFields({ rules, problem, onChange }: Props) {
  const t = useTranslations('catalogs')
  return (
    <Stack gap="xs">
      <Title order={2}>{t('quality.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('quality.text')}
      </Text>
      {rules.map((rule, index) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name than their place
          key={index}
          rule={rule}
          problem={(field) => problem(index, field)}
          onChange={(changed) => onChange(rules.with(index, changed))}
          onRemove={() => onChange(rules.toSpliced(index, 1))}
        />
      ))}
      <Group>
        <Button variant="default" size="xs" onClick={() => onChange([...rules, EMPTY])}>
          {t('quality.add')}
        </Button>
      </Group>
    </Stack>
  )
}

interface RuleProps {
  rule: QualityRule
  problem: (field: string) => string | undefined
  onChange(rule: QualityRule): void
  onRemove(): void
}

function Rule({ rule, problem, onChange, onRemove }: RuleProps) {
  const t = useTranslations('catalogs')
  const [attributes, setAttributes] = useState(rule.attributes.join('; '))
  const [units, setUnits] = useState(rule.units.join('; '))
  const list = (text: string) =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
  return (
    <Card withBorder padding="sm">
      <Group justify="flex-end">
        <CloseButton aria-label={t('quality.remove')} onClick={onRemove} />
      </Group>
      <Stack gap="xs">
        <CategoryField
          label={t('quality.category')}
          value={rule.category}
          onChange={(category) => onChange({ ...rule, category })}
          error={problem('category')}
        />
        <Checkbox
          label={t('quality.picture')}
          checked={rule.picture}
          onChange={({ target }) => onChange({ ...rule, picture: target.checked })}
        />
        <Checkbox label={t('quality.asked')} checked={rule.asked} onChange={({ target }) => onChange({ ...rule, asked: target.checked })} />
        <TextInput
          label={t('quality.attributes')}
          placeholder={t('severalHint')}
          value={attributes}
          onChange={({ target }) => {
            setAttributes(target.value)
            onChange({ ...rule, attributes: list(target.value) })
          }}
        />
        <TextInput
          label={t('quality.units')}
          placeholder="C62; PR"
          value={units}
          onChange={({ target }) => {
            setUnits(target.value)
            onChange({ ...rule, units: list(target.value).map((unit) => readUnit(unit) ?? unit) })
          }}
          error={rule.units.map((_, index) => problem(`units.${index}`)).find(Boolean)}
        />
        <DecimalField
          label={t('quality.price')}
          value={rule.priceWithin ?? ''}
          onChange={(value) => onChange({ ...rule, priceWithin: value || null })}
          error={problem('priceWithin')}
          maw={220}
        />
      </Stack>
    </Card>
  )
}
