'use client'

import { Card, CloseButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { CategoryField } from '@/components/catalog/offers/category-field'
import { ChooseMany } from '@/components/ui/choose-many'
import { countryOptions } from '@/components/ui/countries'
import { useNumberFormat } from '@/components/ui/number-format'
import type { SelectionRule } from '@/lib/catalog/virtual/schemas'
import type { Locale } from '@/lib/platform/i18n/locales'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'

interface Props {
  rule: SelectionRule
  suppliers: { id: string; name: string }[]
  /** the keeper's own categories */
  internalCategories: { id: string; name: string }[]
  /** offers that the saved rule finds by itself; null for one that is not saved yet */
  found: number | null
  problem: (field: string) => string | undefined
  onChange(rule: SelectionRule): void
  onRemove(): void
}

/** One rule: in short, with what it finds by itself, and open for what it selects. */
export function RuleFields({ found, onRemove, ...fields }: Props) {
  const t = useTranslations('catalogs')
  const numbers = useNumberFormat()
  const { rule, suppliers, internalCategories } = fields
  const named = (choices: { id: string; name: string }[], ids: readonly string[]) =>
    choices
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ')
  const says = [
    named(suppliers, rule.supplierIds),
    rule.countries.join(', '),
    rule.category && t('categoryOf', { code: rule.category }),
    // Without a name it has been removed: the rule finds nothing by it, and does not stand for everything.
    rule.internalCategoryIds.length > 0 && (named(internalCategories, rule.internalCategoryIds) || t('ownCategoryGone')),
    rule.brands.join(', '),
    rule.attributes.join(', '),
    rule.minimumPrice !== null && t('priceFrom', { price: decimalToTyped(rule.minimumPrice, numbers) }),
    rule.maximumPrice !== null && t('priceUpTo', { price: decimalToTyped(rule.maximumPrice, numbers) }),
    rule.leadTimeDays !== null && t('days', { count: rule.leadTimeDays }),
  ].filter(Boolean)
  const [open] = useState(says.length === 0)
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <details className="more" style={{ flex: 1, minWidth: 0 }} open={open}>
          <summary>
            {says.length > 0 ? says.join(' · ') : t('everything')}
            <Text size="sm" c={found === 0 ? 'var(--stoa-warn)' : 'dimmed'}>
              {found === null ? t('notSaved') : t('finds', { count: found })}
            </Text>
          </summary>
          <RuleInputs {...fields} />
        </details>
        <CloseButton aria-label={t('removeRule')} onClick={onRemove} />
      </Group>
    </Card>
  )
}

function RuleInputs({ rule, suppliers, internalCategories, problem, onChange }: Omit<Props, 'found' | 'onRemove'>) {
  const t = useTranslations('catalogs')
  const list = (text: string) =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
  const [brands, setBrands] = useState(rule.brands.join('; '))
  const [attributes, setAttributes] = useState(rule.attributes.join('; '))
  return (
    <Stack gap="xs" mt="xs">
      <Origin suppliers={suppliers} rule={rule} onChange={onChange} />
      <CategoryField
        label={t('category')}
        value={rule.category}
        onChange={(category) => onChange({ ...rule, category })}
        error={problem('category')}
      />
      {internalCategories.length > 0 && (
        <ChooseMany
          label={t('ownCategories')}
          choices={internalCategories}
          value={rule.internalCategoryIds}
          onChange={(internalCategoryIds) => onChange({ ...rule, internalCategoryIds })}
        />
      )}
      <TextInput
        label={t('brands')}
        placeholder={t('severalHint')}
        value={brands}
        onChange={({ target }) => {
          setBrands(target.value)
          onChange({ ...rule, brands: list(target.value) })
        }}
      />
      <TextInput
        label={t('attributes')}
        placeholder={t('attributesHint')}
        value={attributes}
        onChange={({ target }) => {
          setAttributes(target.value)
          onChange({ ...rule, attributes: list(target.value) })
        }}
      />
      <Amounts rule={rule} onChange={onChange} problem={problem} />
    </Stack>
  )
}

interface AmountsProps {
  rule: SelectionRule
  onChange: (rule: SelectionRule) => void
  problem: (field: string) => string | undefined
}

function Amounts({ rule, onChange, problem }: AmountsProps) {
  const t = useTranslations('catalogs')
  const numbers = useNumberFormat()
  const amount = (text: string) => (text.trim() === '' ? null : typedToDecimal(text, numbers))
  return (
    <Group grow>
      {(['minimumPrice', 'maximumPrice'] as const).map((key) => (
        <TextInput
          key={key}
          label={t(key)}
          inputMode="decimal"
          defaultValue={decimalToTyped(rule[key] ?? '', numbers)}
          onChange={({ target }) => onChange({ ...rule, [key]: amount(target.value) })}
          error={problem(key)}
        />
      ))}
      <NumberInput
        label={t('leadTimeDays')}
        min={0}
        allowDecimal={false}
        value={rule.leadTimeDays ?? ''}
        onChange={(value) => onChange({ ...rule, leadTimeDays: value === '' ? null : Number(value) })}
      />
    </Group>
  )
}

interface OriginProps {
  suppliers: { id: string; name: string }[]
  rule: SelectionRule
  onChange: (rule: SelectionRule) => void
}

function Origin({ suppliers, rule, onChange }: OriginProps) {
  const t = useTranslations('catalogs')
  const locale = useLocale() as Locale
  return (
    <>
      <ChooseMany
        label={t('suppliers')}
        choices={suppliers}
        value={rule.supplierIds}
        onChange={(supplierIds) => onChange({ ...rule, supplierIds })}
      />
      <ChooseMany
        label={t('countries')}
        choices={countryOptions(locale).map(({ value, label }) => ({ id: value, name: label }))}
        value={rule.countries}
        onChange={(countries) => onChange({ ...rule, countries })}
      />
    </>
  )
}
