'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useNumberFormat } from '@/components/ui/number-format'
import type { ChoiceProblem, Reason } from '@/lib/catalog/configuration/model'
import type { ConfigurationModel, ConfigurationRule } from '@/lib/catalog/configuration/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import { decimalToTyped } from '@/lib/platform/i18n/number-formats'

/** Why something cannot be chosen, and what is missing, as sentences: the supplier's own words where there are any. */
export function useReasonText(model: ConfigurationModel) {
  const t = useTranslations('configuration')
  const locale = useLocale() as Locale
  const numbers = useNumberFormat()
  const options = new Map(model.groups.flatMap((group) => group.options.map((option) => [option.id, localText(option.name, locale)])))
  const write = (ids: readonly string[], type: Intl.ListFormatType) =>
    new Intl.ListFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { type }).format(ids.map((id) => options.get(id) ?? id))
  const numberName = (id: string) => localText(model.numbers.find((number) => number.id === id)?.name, locale)

  const ruleText = (rule: ConfigurationRule): string => {
    if (rule.text) return localText(rule.text, locale)
    switch (rule.kind) {
      case 'requires':
        return t('requires', { if: write(rule.if, 'conjunction'), of: write(rule.oneOf, 'disjunction') })
      case 'excludes':
        return t('excludes', { if: write(rule.if, 'conjunction'), not: write(rule.not, 'disjunction') })
      case 'at_least':
        return t('atLeast', { count: rule.count, of: write(rule.of, 'disjunction') })
      case 'at_most':
        return t('atMost', { count: rule.count, of: write(rule.of, 'disjunction') })
      case 'limits': {
        const { minimum, maximum } = rule
        const limits = { minimum: decimalToTyped(minimum ?? '', numbers), maximum: decimalToTyped(maximum ?? '', numbers) }
        const which = minimum === null ? 'limitsTo' : maximum === null ? 'limitsFrom' : 'limits'
        return t(which, { if: write(rule.if, 'conjunction') || '–', number: numberName(rule.number), ...limits })
      }
      default:
        return rule satisfies never
    }
  }
  const groupName = (index: number) => localText(model.groups[index]?.name, locale)
  const reasonText = (reason: Reason): string => {
    if (reason === 'combination') return t('combination')
    if ('rule' in reason) {
      const rule = model.rules[reason.rule]
      return rule ? ruleText(rule) : t('combination')
    }
    return t('tooMany', { group: groupName(reason.group), count: model.groups[reason.group]?.maximum ?? 0 })
  }
  const problemText = (problem: ChoiceProblem): string => {
    switch (problem.code) {
      case 'too_few':
        return t('tooFew', { group: groupName(problem.group), count: model.groups[problem.group]?.minimum ?? 0 })
      case 'too_many':
        return t('tooMany', { group: groupName(problem.group), count: model.groups[problem.group]?.maximum ?? 0 })
      case 'rule':
        return reasonText({ rule: problem.rule })
      case 'unknown':
        return t('unknown', { id: problem.id })
      case 'price':
        return t('noPrice')
      case 'below_zero':
        return t('noPrice')
      default:
        return t(problem.code, { number: numberName(problem.number), limit: decimalToTyped(problem.limit, numbers) })
    }
  }
  return { reasonText, problemText, ruleText }
}
