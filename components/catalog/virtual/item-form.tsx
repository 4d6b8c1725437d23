'use client'

import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import type { DraftEntry, Said } from '@/lib/catalog/virtual/views'
import { decimalToTyped, typedToDecimal } from '@/lib/platform/i18n/number-formats'

export type SaidOfOffer = Said & { choice: DraftEntry['choice'] }

interface Props {
  catalogId: string
  entry: DraftEntry
  action: Action<SaidOfOffer & { catalogId: string; offerId: string }>
  onDone(): void
}

/** What is said of one offer by hand. */
export function ItemForm({ catalogId, entry, action, onDone }: Props) {
  const t = useTranslations('catalogs')
  const numbers = useNumberFormat()
  const [said, setSaid] = useState(saidOf(entry))
  const { run, pending, fields } = useAction(action, { onDone })
  const set = (changes: Partial<SaidOfOffer>) => setSaid({ ...said, ...changes })
  const number = (key: 'minimum' | 'maximum' | 'price' | 'discount', unit: string) => (
    <TextInput
      label={t(`own_${key}`)}
      inputMode="decimal"
      rightSection={<span style={{ fontSize: 11 }}>{unit}</span>}
      defaultValue={decimalToTyped(said[key] ?? '', numbers)}
      onChange={({ target }) => set({ [key]: target.value.trim() === '' ? null : typedToDecimal(target.value, numbers) })}
      error={fields[key]}
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ catalogId, offerId: entry.offerId, ...said })
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {entry.supplier} · {entry.part} · {formatUnitPrice(entry.listPrice, entry.currency, numbers)}
          {entry.priceBase !== '1' && ` / ${entry.priceBase}`}
        </Text>
        <Naming said={said} set={set} fields={fields} />
        <ChoiceField said={said} set={set} />
        <Group grow align="flex-start">
          {number('minimum', '')}
          {number('maximum', '')}
        </Group>
        <Group grow align="flex-start">
          {number('price', entry.currency)}
          {number('discount', '%')}
        </Group>
        <Text size="xs" c="dimmed">
          {t('ownPriceText')}
        </Text>
        <Flags said={said} set={set} fields={fields} />
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FlagsProps {
  said: SaidOfOffer
  set: (changes: Partial<SaidOfOffer>) => void
  fields: { [k: string]: string }
}

function Flags({ said, set, fields }: FlagsProps) {
  const t = useTranslations('catalogs')
  return (
    <>
      <Checkbox label={t('preferredText')} checked={said.preferred} onChange={({ target }) => set({ preferred: target.checked })} />
      <Checkbox
        label={t('blockedText')}
        checked={said.blocked}
        onChange={({ target }) => set({ blocked: target.checked })}
        error={fields.blocked}
      />
      <Checkbox label={t('approvalText')} checked={said.approval} onChange={({ target }) => set({ approval: target.checked })} />
    </>
  )
}

interface NamingProps {
  said: SaidOfOffer
  set: (changes: Partial<SaidOfOffer>) => void
  fields: { [k: string]: string }
}

function Naming({ said, set, fields }: NamingProps) {
  const t = useTranslations('catalogs')
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('buyerPartNumber')}
        value={said.buyerPartNumber ?? ''}
        onChange={({ target }) => set({ buyerPartNumber: target.value })}
        error={fields.buyerPartNumber}
      />
      <TextInput
        label={t('buyerName')}
        value={said.buyerName ?? ''}
        onChange={({ target }) => set({ buyerName: target.value })}
        error={fields.buyerName}
      />
    </Group>
  )
}

function ChoiceField({ said, set }: { said: SaidOfOffer; set: (changes: Partial<SaidOfOffer>) => void }) {
  const t = useTranslations('catalogs')
  return (
    <NativeSelect
      label={t('choice')}
      data={[
        { value: '', label: t('byRule') },
        { value: 'pick', label: t('pick') },
        { value: 'exclude', label: t('exclude') },
      ]}
      value={said.choice ?? ''}
      onChange={({ target }) => set({ choice: (target.value || null) as SaidOfOffer['choice'] })}
    />
  )
}

const saidOf = ({
  choice,
  buyerPartNumber,
  buyerName,
  preferred,
  blocked,
  minimum,
  maximum,
  approval,
  price,
  discount,
}: DraftEntry): SaidOfOffer => ({
  choice,
  buyerPartNumber,
  buyerName,
  preferred,
  blocked,
  minimum,
  maximum,
  approval,
  price,
  discount,
})
