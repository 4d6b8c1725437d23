'use client'

import { Card, Stack } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { DecimalField } from '@/components/ui/decimal-field'
import { useNumberFormat } from '@/components/ui/number-format'
import { chooseAnyway, type Evaluation, surchargeOf } from '@/lib/catalog/configuration/model'
import type { Choices, ConfigurationModel } from '@/lib/catalog/configuration/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { decimalToTyped } from '@/lib/platform/i18n/number-formats'
import { OptionGroup } from './option-group'
import { useReasonText } from './reason-text'

interface Props {
  model: ConfigurationModel
  choices: Choices
  result: Evaluation
  currency: string
  onChange(choices: Choices): void
}

/** Everything that can be chosen of an offer: groups of options, then numbers within their limits. */
export function Choosing({ model, choices, result, currency, onChange }: Props) {
  const t = useTranslations('configuration')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const { reasonText, problemText } = useReasonText(model)
  const now = result.surcharge
  return (
    <Stack>
      {model.groups.map((group) => {
        const own = new Set(group.options.map(({ id }) => id))
        const withOptions = (ids: readonly string[]): Choices => ({
          ...choices,
          options: [...choices.options.filter((id) => !own.has(id)), ...ids],
        })
        return (
          <Card key={group.id} withBorder>
            <OptionGroup
              group={group}
              chosen={choices.options}
              impossible={result.impossible}
              currency={currency}
              reasonText={reasonText}
              difference={(ids) => (now && surchargeOf(model, withOptions(ids))?.sub(now)) ?? null}
              onChoose={(ids) => onChange(withOptions(ids))}
              onChooseAnyway={(id) => {
                const next = chooseAnyway(model, choices, id)
                if (next) onChange(next)
              }}
            />
          </Card>
        )
      })}
      {model.numbers.length > 0 && (
        <Card withBorder>
          <Stack gap="sm">
            {model.numbers.map((number) => {
              const limits = result.limits.get(number.id)
              const problem = result.problems.find((each) => 'number' in each && each.number === number.id)
              return (
                <DecimalField
                  key={number.id}
                  label={localText(number.name, locale)}
                  description={t('within', {
                    minimum: decimalToTyped(limits?.minimum.toFixed() ?? number.minimum, numbers),
                    maximum: decimalToTyped(limits?.maximum.toFixed() ?? number.maximum, numbers),
                    step: decimalToTyped(number.step, numbers),
                    unit: number.unit,
                  })}
                  w={{ base: '100%', sm: 260 }}
                  rightSection={number.unit || undefined}
                  rightSectionWidth={Math.max(34, number.unit.length * 9 + 16)}
                  value={choices.numbers[number.id] ?? ''}
                  error={problem && problemText(problem)}
                  onChange={(value) => {
                    const { [number.id]: _, ...others } = choices.numbers
                    onChange({ ...choices, numbers: value === '' ? others : { ...others, [number.id]: value } })
                  }}
                />
              )
            })}
          </Stack>
        </Card>
      )}
    </Stack>
  )
}
