'use client'

import { Button, Card, CloseButton, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CategoryField } from '@/components/catalog/category-field'
import { ChooseMany } from '@/components/ui/choose-many'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import type { Selection, SelectionRule } from '@/lib/virtual-catalogs/schemas'

interface Choice {
  id: string
  name: string
}

interface Described {
  name: string
  selection: Selection
  audience: string[]
}

interface Props {
  action: Action<Described & { catalogId: string }>
  catalog: Described & { id: string }
  choices: Choice[]
  suppliers: Choice[]
  marketplace: boolean
}

const EMPTY: SelectionRule = {
  supplierIds: [],
  category: null,
  brands: [],
  attributes: [],
  minimumPrice: null,
  maximumPrice: null,
  leadTimeDays: null,
}

type Kind = keyof Selection

/** What a catalog selects by rule, what it leaves out, and whom it reaches. */
export function SelectionForm({ action, catalog: { id, ...saved }, choices, suppliers, marketplace }: Props) {
  const t = useTranslations('catalogs')
  const [draft, setDraft] = useState(saved)
  const { run, pending, fields } = useAction(action, { done: t('saved') })
  const setRules = (kind: Kind, rules: SelectionRule[]) => setDraft({ ...draft, selection: { ...draft.selection, [kind]: rules } })
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ catalogId: id, ...draft })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('name')}
            value={draft.name}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
            error={fields.name}
          />
          {(['rules', 'exclusions'] as const).map((kind) => (
            <Stack key={kind} gap="xs">
              <Title order={2}>{t(kind)}</Title>
              <Text size="sm" c="dimmed">
                {t(`${kind}Text`)}
              </Text>
              {draft.selection[kind].map((rule, index) => (
                <RuleFields
                  // rules have no name of their own; they are only added at the end and removed
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  key={index}
                  rule={rule}
                  suppliers={suppliers}
                  problem={(field) => fields[`selection.${kind}.${index}.${field}`]}
                  onChange={(changed) => setRules(kind, draft.selection[kind].with(index, changed))}
                  onRemove={() => setRules(kind, draft.selection[kind].toSpliced(index, 1))}
                />
              ))}
              <Group>
                <Button variant="default" size="xs" onClick={() => setRules(kind, [...draft.selection[kind], EMPTY])}>
                  {t(kind === 'rules' ? 'addRule' : 'addExclusion')}
                </Button>
              </Group>
            </Stack>
          ))}
          <ChooseMany
            label={t(marketplace ? 'forOrganizations' : 'forUsers')}
            choices={choices}
            value={draft.audience}
            onChange={(audience) => setDraft({ ...draft, audience })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={pending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function RuleFields({
  rule,
  suppliers,
  problem,
  onChange,
  onRemove,
}: {
  rule: SelectionRule
  suppliers: Choice[]
  problem: (field: string) => string | undefined
  onChange(rule: SelectionRule): void
  onRemove(): void
}) {
  const t = useTranslations('catalogs')
  const numbers = useNumberFormat()
  const list = (text: string) =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
  const [brands, setBrands] = useState(rule.brands.join('; '))
  const [attributes, setAttributes] = useState(rule.attributes.join('; '))
  const amount = (text: string) => (text.trim() === '' ? null : typedToDecimal(text, numbers))
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <ChooseMany
            label={t('suppliers')}
            choices={suppliers}
            value={rule.supplierIds}
            onChange={(supplierIds) => onChange({ ...rule, supplierIds })}
          />
          <CloseButton aria-label={t('removeRule')} onClick={onRemove} />
        </Group>
        <CategoryField
          label={t('category')}
          value={rule.category}
          onChange={(category) => onChange({ ...rule, category })}
          error={problem('category')}
        />
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
      </Stack>
    </Card>
  )
}
