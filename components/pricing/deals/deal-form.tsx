'use client'

import { Alert, Button, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { DecimalField } from '@/components/ui/decimal-field'
import { formatUnitPrice } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import type { DealStep } from '@/lib/pricing/deals/schemas'

interface Props {
  offer: { id: string; currency: string; usual: string }
  /** now, and a week later */
  times: { opensAt: string; endsAt: string }
  create: Action<
    { offerId: string; kind: 'group' | 'limited'; opensAt: string; endsAt: string; steps: DealStep[]; total: string | null },
    { id: string }
  >
}

/** A new deal of an offer: a group with steps, or a quantity at one price until a time. */
export function DealForm({ offer, times, create }: Props) {
  const t = useTranslations('deals')
  const numbers = useNumberFormat()
  const router = useRouter()
  const [kind, setKind] = useState<'group' | 'limited'>('group')
  const [opensAt, setOpensAt] = useState<string | null>(times.opensAt)
  const [endsAt, setEndsAt] = useState<string | null>(times.endsAt)
  const [steps, setSteps] = useState<DealStep[]>([{ from: '', price: '' }])
  const [total, setTotal] = useState('')
  const { run, pending, text, fields } = useAction(create, { quiet: true, onDone: ({ id }) => router.push(`/deals/${id}`) })
  const change = (index: number, changed: Partial<DealStep>) =>
    setSteps(steps.map((step, place) => (place === index ? { ...step, ...changed } : step)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const asked = kind === 'limited' ? [{ from: '0', price: steps[0]?.price ?? '' }] : steps
    run({ offerId: offer.id, kind, opensAt: opensAt ?? '', endsAt: endsAt ?? '', steps: asked, total: total || null })
  }
  return (
    <Card withBorder maw={680}>
      <form onSubmit={submit}>
        <Stack>
          <KindChoice kind={kind} setKind={setKind} />
          <Text size="sm" c="dimmed">
            {t(`kindText.${kind}`)} {t('usualIs', { price: formatUnitPrice(offer.usual, offer.currency, numbers) })}
          </Text>
          <Group align="start">
            <DateTimeField label={t('opensAt')} value={opensAt} onChange={setOpensAt} error={fields.opensAt} />
            <DateTimeField label={t('endsAt')} value={endsAt} onChange={setEndsAt} error={fields.endsAt} />
          </Group>
          {(kind === 'limited' ? steps.slice(0, 1) : steps).map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
            <StepFields key={index} offer={offer} index={index} kind={kind} step={step} change={change} fields={fields} />
          ))}
          {kind === 'group' && <StepButtons steps={steps} setSteps={setSteps} />}
          <DecimalField
            label={t(kind === 'limited' ? 'total' : 'totalOptional')}
            value={total}
            onChange={setTotal}
            error={fields.total}
            maw={240}
          />
          {text && (
            <Alert color="red" role="alert">
              {text}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={pending}>
              {t('open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

interface StepFieldsProps extends Pick<Props, 'offer'> {
  index: number
  kind: 'group' | 'limited'
  step: DealStep
  change: (index: number, changed: Partial<DealStep>) => void
  fields: { [k: string]: string }
}

function StepFields({ offer, index, kind, step, change, fields }: StepFieldsProps) {
  const t = useTranslations('deals')
  return (
    <Group align="start">
      {kind === 'group' && (
        <DecimalField
          label={t('fromNumber', { number: index + 1 })}
          value={step.from}
          onChange={(from) => change(index, { from })}
          error={fields[`steps.${index}.from`]}
        />
      )}
      <DecimalField
        label={
          kind === 'group' ? t('priceNumber', { number: index + 1, currency: offer.currency }) : t('priceOne', { currency: offer.currency })
        }
        value={step.price}
        onChange={(price) => change(index, { price })}
        error={fields[`steps.${index}.price`]}
      />
    </Group>
  )
}

function StepButtons({ steps, setSteps }: { steps: DealStep[]; setSteps: (steps: DealStep[]) => void }) {
  const t = useTranslations('deals')
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" disabled={steps.length >= 8} onClick={() => setSteps([...steps, { from: '', price: '' }])}>
        {t('addStep')}
      </Button>
      <Button size="xs" variant="default" disabled={steps.length < 2} onClick={() => setSteps(steps.slice(0, -1))}>
        {t('removeStep')}
      </Button>
    </Group>
  )
}

interface KindChoiceProps {
  kind: 'group' | 'limited'
  setKind: (kind: 'group' | 'limited') => void
}

function KindChoice({ kind, setKind }: KindChoiceProps) {
  const t = useTranslations('deals')
  return (
    <SegmentedControl
      aria-label={t('kind')}
      value={kind}
      onChange={(value) => setKind(value === 'limited' ? 'limited' : 'group')}
      data={[
        { value: 'group', label: t('kinds.group') },
        { value: 'limited', label: t('kinds.limited') },
      ]}
    />
  )
}
