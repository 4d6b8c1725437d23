'use client'

import { Button, Card, Code, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { DecimalField } from '@/components/ui/decimal-field'
import { addressOf } from '@/lib/discovery/comparison/address-model'
import type { ComparisonSpec } from '@/lib/discovery/comparison/schemas'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Props {
  spec: ComparisonSpec
  saved: string | null
  /** suppliers of the shown offers, and the countries that goods come in from */
  suppliers: { id: string; name: string }[]
  countries: { code: string; name: string }[]
  /** names that the formula may use */
  names: string[]
  /** the own unit that the quantity counts in; null where it counts in each supplier's */
  internalUnit: string | null
}

/** What the total cost is reckoned with; it stands in the address. */
export function SpecForm({ spec, saved, suppliers, countries, names, internalUnit }: Props) {
  const t = useTranslations('compare')
  const _tErrors = useTranslations('errors.fields')
  const router = useRouter()
  const [draft, setDraft] = useState(spec)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // The schema is the server's own; it is large, and wanted only now.
    const { comparisonSpec } = await import('@/lib/discovery/comparison/schemas')
    const read = comparisonSpec.safeParse(draft)
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))))
    if (read.success) router.push(addressOf(read.data, saved))
  }
  const field = useNumberOf({ draft, setDraft, wrong })
  return (
    <Card withBorder component="section" aria-label={t('spec.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group align="end" gap="sm">
            <DecimalField {...field('quantity')} {...(internalUnit && { label: t('spec.quantityIn', { unit: internalUnit }) })} />
            <SegmentedControl
              aria-label={t('spec.offers')}
              value={draft.offers}
              onChange={(value) => setDraft({ ...draft, offers: value === 'all' ? 'all' : 'best' })}
              data={[
                { value: 'best', label: t('spec.best') },
                { value: 'all', label: t('spec.all') },
              ]}
            />
          </Group>
          <Costs countries={countries} suppliers={suppliers} names={names} draft={draft} setDraft={setDraft} wrong={wrong} />
          <Group>
            <Button type="submit" variant="default">
              {t('spec.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

interface DraftProps {
  draft: ComparisonSpec
  setDraft: (draft: ComparisonSpec) => void
  /** the paths of what cannot be read */
  wrong: ReadonlySet<string>
}

/** What the input of a number of the draft needs, by its name. */
function useNumberOf({ draft, setDraft, wrong }: DraftProps) {
  const t = useTranslations('compare')
  const tErrors = useTranslations('errors.fields')
  return (name: 'quantity' | 'years' | 'interest' | 'hours' | 'energy') => ({
    label: t(`spec.${name}`),
    value: draft[name],
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
    error: wrong.has(name) && tErrors('number'),
    w: 150,
  })
}

type CostsProps = Pick<Props, 'countries' | 'suppliers' | 'names'> & DraftProps

/** Duty, payment terms, and what running it costs. */
function Costs({ countries, suppliers, names, draft, setDraft, wrong }: CostsProps) {
  const t = useTranslations('compare')
  const tErrors = useTranslations('errors.fields')
  const field = useNumberOf({ draft, setDraft, wrong })
  const entry = (kind: 'duties' | 'paymentDays', key: string) => ({
    value: draft[kind][key] ?? '',
    onChange: (value: string) => {
      const { [key]: _, ...others } = draft[kind]
      setDraft({ ...draft, [kind]: value === '' ? others : { ...others, [key]: value } })
    },
    error: wrong.has(`${kind}.${key}`) && tErrors('number'),
    w: 150,
  })
  return (
    <details>
      <summary>{t('spec.costs')}</summary>
      <Stack gap="sm" mt="sm">
        <Group align="end" gap="sm">
          {countries.map(({ code, name }) => (
            <DecimalField key={code} label={t('spec.duty', { country: name })} {...entry('duties', code)} />
          ))}
          <DecimalField {...field('interest')} />
          {suppliers.map(({ id, name }) => (
            <DecimalField key={id} label={t('spec.days', { supplier: name })} {...entry('paymentDays', id)} />
          ))}
        </Group>
        <TextInput
          label={t('spec.formula')}
          description={t('spec.formulaText')}
          placeholder="power / 1000 * hours * years * energy"
          value={draft.formula}
          onChange={({ target }) => setDraft({ ...draft, formula: target.value })}
          error={wrong.has('formula') && tErrors('invalid')}
        />
        <Text size="xs" c="dimmed">
          {t('spec.names')} <Code>{names.join(', ')}</Code>
        </Text>
        <Group align="end" gap="sm">
          <DecimalField {...field('years')} />
          <DecimalField {...field('hours')} />
          <DecimalField {...field('energy')} />
        </Group>
      </Stack>
    </details>
  )
}
