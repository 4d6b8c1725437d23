'use client'

import { Button, Checkbox, Fieldset, Group, Radio, Stack, Text } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import type { Evaluation } from '@/lib/catalog/configuration/model'
import type { OptionGroup as Model } from '@/lib/catalog/configuration/schemas'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { Decimal } from '@/lib/platform/money/decimal'

interface Props {
  group: Model
  chosen: readonly string[]
  impossible: Evaluation['impossible']
  /** how much more or less it would cost with other options of the group than these; null when nobody knows */
  difference(ids: readonly string[]): Decimal | null
  currency: string
  reasonText(reason: NonNullable<ReturnType<Evaluation['impossible']['get']>>): string
  onChoose(ids: string[]): void
  /** takes it whatever stands against it */
  onChooseAnyway(id: string): void
}

/** Options of which one or several are chosen. What cannot be chosen is grey and says why. */
export function OptionGroup({ group, chosen, impossible, difference, currency, reasonText, onChoose, onChooseAnyway }: Props) {
  const t = useTranslations('configuration')
  const locale = useLocale() as Locale
  const single = group.maximum === 1
  const own = group.options.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)
  const rows = group.options.map(({ id, name, leadTimeDays }) => {
    const reason = impossible.get(id)
    // What is chosen of several says what it costs; the others what choosing them would.
    const without = own.filter((other) => other !== id)
    const extra = single
      ? own.includes(id)
        ? null
        : difference([id])
      : own.includes(id)
        ? difference(without)?.neg()
        : difference([...own, id])
    const label = localText(name, locale)
    const props = {
      value: id,
      label,
      disabled: reason !== undefined,
      'aria-describedby': reason ? `why-${id}` : undefined,
    }
    return (
      <OptionLine
        currency={currency}
        key={id}
        reasonText={reasonText}
        onChooseAnyway={onChooseAnyway}
        id={id}
        single={single}
        props={props}
        extra={extra}
        own={own}
        reason={reason}
        label={label}
        leadTimeDays={leadTimeDays}
      />
    )
  })
  return (
    <Fieldset legend={<strong>{localText(group.name, locale)}</strong>} variant="unstyled">
      {!single && <HowMany group={group} />}
      {single ? (
        <Radio.Group value={own[0] ?? ''} onChange={(id) => onChoose(id ? [id] : [])}>
          <Stack gap={6}>
            {group.minimum === 0 && <Radio value="" label={t('none')} />}
            {rows}
          </Stack>
        </Radio.Group>
      ) : (
        <Checkbox.Group value={own} onChange={onChoose}>
          <Stack gap={6}>{rows}</Stack>
        </Checkbox.Group>
      )}
    </Fieldset>
  )
}

interface OptionLineProps extends Pick<Props, 'currency' | 'reasonText' | 'onChooseAnyway'> {
  id: string
  single: boolean
  props: { value: string; label: string; disabled: boolean; 'aria-describedby': string | undefined }
  /** by how much the price changes with it */
  extra: Decimal | null | undefined
  own: string[]
  reason: Parameters<Props['reasonText']>[0] | undefined
  label: string
  leadTimeDays: number
}

function OptionLine({ currency, reasonText, onChooseAnyway, id, single, props, extra, own, reason, label, leadTimeDays }: OptionLineProps) {
  const t = useTranslations('configuration')
  const numbers = useNumberFormat()
  const sign = (amount: Decimal | null) => {
    if (!amount || amount.isZero()) return amount && t('samePrice')
    return `${amount.gt(0) ? '+' : '−'}${formatUnitPrice(amount.abs().toFixed(), currency, numbers)}`
  }
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        {single ? <Radio {...props} /> : <Checkbox {...props} />}
        <Text size="sm" c={extra?.isZero() ? 'dimmed' : undefined} className="nowrap">
          {single && own.includes(id) ? t('chosen') : sign(extra ?? null)}
        </Text>
      </Group>
      {reason !== undefined && (
        <Group gap={6} ml={30}>
          <Text size="xs" c="dimmed" id={`why-${id}`}>
            {reasonText(reason)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => onChooseAnyway(id)} aria-label={t('anywayLabel', { option: label })}>
            {t('anyway')}
          </Button>
        </Group>
      )}
      {reason === undefined && leadTimeDays > 0 && (
        <Text size="xs" c="dimmed" ml={30}>
          {t('moreDays', { count: leadTimeDays })}
        </Text>
      )}
    </div>
  )
}

function HowMany({ group }: Pick<Props, 'group'>) {
  const t = useTranslations('configuration')
  return (
    <Text size="xs" c="dimmed" mb={4}>
      {group.minimum > 0
        ? t('several', { minimum: group.minimum, maximum: Math.min(group.maximum, group.options.length) })
        : t('anyNumber', { maximum: Math.min(group.maximum, group.options.length) })}
    </Text>
  )
}
