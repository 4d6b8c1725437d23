'use client'

import { Button, Card, Checkbox, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChooseMany } from '@/components/ui/choose-many'
import { DateTimeField } from '@/components/ui/date-time-field'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import { type CatalogAudience, contentPolicies, type Selection, type SelectionRule } from '@/lib/catalog/virtual/schemas'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'
import { QualityFields } from './quality-fields'
import { RuleFields } from './rule-fields'

interface Choice {
  id: string
  name: string
}

interface Described {
  name: string
  selection: Selection
  audience: CatalogAudience
  validFrom: string | null
  validTo: string | null
  needsSecond: boolean
  priceRise: string | null
  contentPolicy: (typeof contentPolicies)[number]
}

interface Props {
  action: Action<Described & { catalogId: string }>
  catalog: Described & { id: string }
  choices: Record<keyof CatalogAudience, Choice[]>
  suppliers: Choice[]
  internalCategories: Choice[]
  counts: { rules: number[]; exclusions: number[] }
  marketplace: boolean
}

const EMPTY: SelectionRule = {
  supplierIds: [],
  countries: [],
  category: null,
  internalCategoryIds: [],
  brands: [],
  attributes: [],
  minimumPrice: null,
  maximumPrice: null,
  leadTimeDays: null,
}

type Kind = 'rules' | 'exclusions'

/** What a catalog selects by rule, what it leaves out, whom it reaches and when, and what becomes of suppliers' changes. */
export function SelectionForm({ action, catalog: { id, ...saved }, choices, suppliers, internalCategories, counts, marketplace }: Props) {
  const t = useTranslations('catalogs')
  const [draft, setDraft] = useState(saved)
  const [touched, setTouched] = useState(false)
  const { run, pending, fields } = useAction(action, { done: t('saved'), onDone: () => setTouched(false) })
  useUnsavedGuard(touched)
  const set = (changes: Partial<Described>) => {
    setTouched(true)
    setDraft({ ...draft, ...changes })
  }
  const setRules = (kind: Kind, rules: SelectionRule[]) => set({ selection: { ...draft.selection, [kind]: rules } })
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ catalogId: id, ...draft })
        }}
      >
        <Stack gap="sm">
          <TextInput label={t('name')} value={draft.name} onChange={({ target }) => set({ name: target.value })} error={fields.name} />
          {(['rules', 'exclusions'] as const).map((kind) => (
            <RuleList
              key={kind}
              internalCategories={internalCategories}
              suppliers={suppliers}
              counts={counts}
              kind={kind}
              draft={draft}
              saved={saved}
              fields={fields}
              setRules={setRules}
            />
          ))}
          {marketplace && (
            <QualityFields
              rules={draft.selection.quality}
              problem={(index, field) => fields[`selection.quality.${index}.${field}`]}
              onChange={(quality) => set({ selection: { ...draft.selection, quality } })}
            />
          )}
          <Audience marketplace={marketplace} choices={choices} draft={draft} set={set} />
          <Validity draft={draft} set={set} fields={fields} />
          <Policies draft={draft} set={set} fields={fields} />
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

interface RuleListProps extends Pick<Props, 'internalCategories' | 'suppliers' | 'counts'> {
  kind: Kind
  draft: Described
  saved: Described
  fields: { [k: string]: string }
  setRules: (kind: Kind, rules: SelectionRule[]) => void
}

/** Rules of one kind, each with what it finds. */
function RuleList({ internalCategories, suppliers, counts, kind, draft, saved, fields, setRules }: RuleListProps) {
  const t = useTranslations('catalogs')
  return (
    <Stack gap="xs">
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
          internalCategories={internalCategories}
          suppliers={suppliers}
          found={JSON.stringify(rule) === JSON.stringify(saved.selection[kind][index]) ? (counts[kind][index] ?? null) : null}
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
  )
}

interface PoliciesProps {
  draft: Described
  set: (changes: Partial<Described>) => void
  fields: { [k: string]: string }
}

/** What becomes of suppliers' changes. */
function Policies({ draft, set, fields }: PoliciesProps) {
  const t = useTranslations('catalogs')
  const numbers = useNumberFormat()
  return (
    <>
      <Title order={2}>{t('policies')}</Title>
      <TextInput
        label={t('priceRise')}
        description={t('priceRiseText')}
        inputMode="decimal"
        rightSection="%"
        maw={280}
        defaultValue={decimalToTyped(draft.priceRise ?? '', numbers)}
        onChange={({ target }) => set({ priceRise: target.value.trim() === '' ? null : typedToDecimal(target.value, numbers) })}
        error={fields.priceRise}
      />
      <NativeSelect
        label={t('contentPolicy')}
        description={t('contentPolicyText')}
        data={contentPolicies.map((policy) => ({ value: policy, label: t(`policy.${policy}`) }))}
        value={draft.contentPolicy}
        onChange={({ target }) => set({ contentPolicy: target.value as Described['contentPolicy'] })}
      />
      <Checkbox label={t('needsSecond')} checked={draft.needsSecond} onChange={({ target }) => set({ needsSecond: target.checked })} />
    </>
  )
}

interface AudienceProps extends Pick<Props, 'marketplace' | 'choices'> {
  draft: Described
  set: (changes: Partial<Described>) => void
}

/** Whom the catalog reaches. */
function Audience({ marketplace, choices, draft, set }: AudienceProps) {
  const t = useTranslations('catalogs')
  const reached = marketplace ? (['organizationIds', 'groupIds', 'networkIds'] as const) : (['userIds', 'costCentreIds'] as const)
  return (
    <>
      <Title order={2}>{t('reaches')}</Title>
      <Text size="sm" c="dimmed">
        {t(marketplace ? 'reachesTextOperator' : 'reachesText')}
      </Text>
      {reached
        .filter((key) => choices[key].length > 0)
        .map((key) => (
          <ChooseMany
            key={key}
            label={t(`audienceOf.${key}`)}
            choices={choices[key]}
            value={draft.audience[key]}
            onChange={(ids) => set({ audience: { ...draft.audience, [key]: ids } })}
          />
        ))}
    </>
  )
}

interface ValidityProps {
  draft: Described
  set: (changes: Partial<Described>) => void
  fields: { [k: string]: string }
}

function Validity({ draft, set, fields }: ValidityProps) {
  const t = useTranslations('catalogs')
  return (
    <Group grow align="flex-start">
      <DateTimeField label={t('validFrom')} value={draft.validFrom} onChange={(validFrom) => set({ validFrom })} error={fields.validFrom} />
      <DateTimeField label={t('validTo')} value={draft.validTo} onChange={(validTo) => set({ validTo })} error={fields.validTo} />
    </Group>
  )
}
