'use client'

import { Button, Card, CloseButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { NetworkFee } from '@/lib/parties/network/fee-schemas'
import { feeCauses } from '@/lib/parties/network/model'
import { decimalToTyped, type NumberFormat, typedToDecimal } from '@/lib/platform/i18n/number-formats'

const amounts = ['percent', 'fixed', 'minimum', 'maximum'] as const

interface TierDraft {
  from: string
  percent: string
}

/** A fee as it is typed: amounts in the user's way. */
export interface FeeDraft extends Pick<NetworkFee, 'id' | 'name' | 'on' | 'payer' | 'currency'>, Record<(typeof amounts)[number], string> {
  tiers: TierDraft[]
}

export const draftOf = (fee: NetworkFee, numbers: NumberFormat): FeeDraft => ({
  ...fee,
  percent: decimalToTyped(fee.percent ?? '', numbers),
  fixed: decimalToTyped(fee.fixed ?? '', numbers),
  minimum: decimalToTyped(fee.minimum ?? '', numbers),
  maximum: decimalToTyped(fee.maximum ?? '', numbers),
  tiers: fee.tiers.map(({ from, percent }) => ({ from: decimalToTyped(from, numbers), percent: decimalToTyped(percent, numbers) })),
})

/** The draft as the schema wants it; what cannot be read is left for the schema to refuse. */
export function feeOf(draft: FeeDraft, numbers: NumberFormat): NetworkFee {
  const amount = (text: string) => (text.trim() === '' ? null : typedToDecimal(text, numbers))
  return {
    ...draft,
    percent: amount(draft.percent),
    fixed: amount(draft.fixed),
    minimum: amount(draft.minimum),
    maximum: amount(draft.maximum),
    tiers: draft.tiers.map(({ from, percent }) => ({ from: typedToDecimal(from, numbers), percent: typedToDecimal(percent, numbers) })),
  }
}

interface Props {
  fees: FeeDraft[]
  onChange(fees: FeeDraft[]): void
  currencies: readonly string[]
  /** what is wrong, by 'fees.0.percent' */
  problems: Record<string, string>
}

/** The fees that belong to the terms: what for, who pays, how much. */
export function FeeFields({ fees, onChange, currencies, problems }: Props) {
  const t = useTranslations('fees')
  const change = (index: number, changes: Partial<FeeDraft>) =>
    onChange(fees.map((fee, at) => (at === index ? { ...fee, ...changes } : fee)))
  const add = () =>
    onChange([
      ...fees,
      {
        id: crypto.randomUUID(),
        name: '',
        on: 'order',
        payer: 'supplier',
        currency: currencies[0] ?? 'EUR',
        percent: '',
        fixed: '',
        minimum: '',
        maximum: '',
        tiers: [],
      },
    ])
  return (
    <Stack gap="sm">
      {fees.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      {fees.map((fee, index) => (
        <FeeCard
          key={fee.id}
          problems={problems}
          currencies={currencies}
          onChange={onChange}
          fees={fees}
          fee={fee}
          change={change}
          index={index}
        />
      ))}
      <Group>
        <Button variant="default" size="xs" onClick={add}>
          {t('add')}
        </Button>
      </Group>
    </Stack>
  )
}

interface TiersFieldProps extends Pick<Props, 'problems'> {
  fee: FeeDraft
  change: (index: number, changes: Partial<FeeDraft>) => void
  index: number
}

/** Percentages by what who pays has traded in a year, a line each. */
function TiersField({ problems, fee, change, index }: TiersFieldProps) {
  const t = useTranslations('fees')
  const set = (tiers: TierDraft[]) => change(index, { tiers })
  const field = (tier: TierDraft, at: number, key: keyof TierDraft) => (
    <TextInput
      size="xs"
      w={130}
      inputMode="decimal"
      aria-label={`${t(key === 'from' ? 'tierFrom' : 'tierPercent')} ${at + 1}`}
      value={tier[key]}
      onChange={({ target }) => set(fee.tiers.map((each, place) => (place === at ? { ...each, [key]: target.value } : each)))}
      error={problems[`fees.${index}.tiers.${at}.${key}`]}
    />
  )
  return (
    <Stack gap={4} mt="xs" align="flex-start">
      {fee.tiers.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>{t('tierFrom')}</th>
              <th>{t('tierPercent')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {fee.tiers.map((tier, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no identity but their place
              <tr key={at}>
                <td>{field(tier, at, 'from')}</td>
                <td>{field(tier, at, 'percent')}</td>
                <td>
                  <CloseButton aria-label={t('removeTier', { number: at + 1 })} onClick={() => set(fee.tiers.toSpliced(at, 1))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problems[`fees.${index}.tiers`] && (
        <Text size="xs" c="var(--mantine-color-error)">
          {problems[`fees.${index}.tiers`]}
        </Text>
      )}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => set([...fee.tiers, { from: fee.tiers.length === 0 ? '0' : '', percent: '' }])}
      >
        {t('addTier')}
      </Button>
    </Stack>
  )
}

interface FeeCardProps extends Pick<Props, 'problems' | 'currencies' | 'onChange' | 'fees'> {
  fee: FeeDraft
  change: (index: number, changes: Partial<FeeDraft>) => void
  index: number
}

function FeeCard({ problems, currencies, onChange, fees, fee, change, index }: FeeCardProps) {
  const t = useTranslations('fees')
  return (
    <Card withBorder padding="sm">
      <Group gap="xs" align="flex-start">
        <TextInput
          label={t('name')}
          value={fee.name}
          onChange={({ target }) => change(index, { name: target.value })}
          error={problems[`fees.${index}.name`]}
        />
        <NativeSelect
          label={t('on')}
          data={feeCauses.map((value) => ({ value, label: t(`cause.${value}`) }))}
          value={fee.on}
          onChange={({ target }) => change(index, { on: target.value as FeeDraft['on'] })}
        />
        <NativeSelect
          label={t('payer')}
          data={(['buyer', 'supplier'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
          value={fee.payer}
          onChange={({ target }) => change(index, { payer: target.value as FeeDraft['payer'] })}
        />
        <NativeSelect
          label={t('currency')}
          data={[...currencies]}
          value={fee.currency}
          onChange={({ target }) => change(index, { currency: target.value })}
        />
        {amounts.map((key) => (
          <TextInput
            key={key}
            label={t(key)}
            inputMode="decimal"
            w={100}
            value={fee[key]}
            onChange={({ target }) => change(index, { [key]: target.value })}
            error={problems[`fees.${index}.${key}`]}
          />
        ))}
        <CloseButton aria-label={t('remove', { name: fee.name })} onClick={() => onChange(fees.toSpliced(index, 1))} mt={26} />
      </Group>
      {fee.on === 'order' && <TiersField problems={problems} fee={fee} change={change} index={index} />}
    </Card>
  )
}
