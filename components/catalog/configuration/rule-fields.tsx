'use client'

import { Card, Group, MultiSelect, NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { DecimalField } from '@/components/ui/decimal-field'
import { RemoveRow } from '@/components/ui/form-rows'
import type { ConfigurationModel, ConfigurationRule } from '@/lib/catalog/configuration/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { WordsFields } from './field-parts'

const kinds = ['requires', 'excludes', 'at_least', 'at_most', 'limits'] as const

interface Props {
  rule: ConfigurationRule
  model: ConfigurationModel
  problem: string | undefined
  onChange(rule: ConfigurationRule | null): void
}

/** A rule of another kind keeps the options that it was about. */
function asKind(rule: ConfigurationRule, kind: ConfigurationRule['kind'], firstNumber: string): ConfigurationRule {
  const first = 'of' in rule ? rule.of : rule.if
  const second = 'oneOf' in rule ? rule.oneOf : 'not' in rule ? rule.not : []
  const { text } = rule
  switch (kind) {
    case 'requires':
      return { kind, if: first, oneOf: second, text }
    case 'excludes':
      return { kind, if: first, not: second, text }
    case 'limits':
      return { kind, if: first, number: firstNumber, minimum: null, maximum: null, text }
    default:
      return { kind, count: 1, of: first, text }
  }
}

/** One rule, in the words that a buyer will read when it stands in the way. */
export function RuleFields({ rule, model, problem, onChange }: Props) {
  const t = useTranslations('configurator')
  const locale = useLocale() as Locale
  const options = model.groups.map((group) => ({
    group: localText(group.name, locale) || group.id,
    items: group.options.map(({ id, name }) => ({ value: id, label: localText(name, locale) || id })),
  }))
  const choose = (label: string, value: string[], set: (ids: string[]) => void) => (
    <MultiSelect label={label} data={options} value={value} onChange={set} searchable style={{ flex: 2, minWidth: 200 }} />
  )
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group align="flex-start" gap="xs">
          <NativeSelect
            label={t('rule.kind')}
            w={150}
            data={kinds
              .filter((kind) => kind !== 'limits' || model.numbers.length > 0)
              .map((value) => ({ value, label: t(`rule.${value}`) }))}
            value={rule.kind}
            error={problem}
            onChange={({ target }) => onChange(asKind(rule, target.value as ConfigurationRule['kind'], model.numbers[0]?.id ?? ''))}
          />
          {'if' in rule && choose(t(rule.kind === 'limits' ? 'rule.ifAny' : 'rule.if'), rule.if, (ids) => onChange({ ...rule, if: ids }))}
          {rule.kind === 'requires' && choose(t('rule.oneOf'), rule.oneOf, (oneOf) => onChange({ ...rule, oneOf }))}
          {rule.kind === 'excludes' && choose(t('rule.not'), rule.not, (not) => onChange({ ...rule, not }))}
          {'of' in rule && (
            <>
              <NumberInput
                label={t('rule.count')}
                w={90}
                min={rule.kind === 'at_least' ? 1 : 0}
                max={50}
                allowDecimal={false}
                value={rule.count}
                onChange={(count) => onChange({ ...rule, count: Number(count) })}
              />
              {choose(t('rule.of'), rule.of, (of) => onChange({ ...rule, of }))}
            </>
          )}
          {rule.kind === 'limits' && <LimitFields model={model} onChange={onChange} rule={rule} />}
          <RemoveRow mt={24} label={t('removeRule')} onClick={() => onChange(null)} />
        </Group>
        <WordsFields label="reason" value={rule.text} onChange={(text) => onChange({ ...rule, text: text.en || text.zh ? text : null })} />
      </Stack>
    </Card>
  )
}

function LimitFields({
  model,
  onChange,
  rule,
}: Pick<Props, 'model' | 'onChange'> & { rule: Extract<ConfigurationRule, { kind: 'limits' }> }) {
  const t = useTranslations('configurator')
  const locale = useLocale() as Locale
  return (
    <>
      <NativeSelect
        label={t('rule.number')}
        w={140}
        data={model.numbers.map(({ id, name }) => ({ value: id, label: localText(name, locale) || id }))}
        value={rule.number}
        onChange={({ target }) => onChange({ ...rule, number: target.value })}
      />
      {(['minimum', 'maximum'] as const).map((key) => (
        <DecimalField
          key={key}
          label={t(`number.${key}`)}
          w={90}
          value={rule[key] ?? ''}
          onChange={(value) => onChange({ ...rule, [key]: value || null })}
        />
      ))}
    </>
  )
}
