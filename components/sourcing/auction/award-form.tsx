'use client'

import { Button, CloseButton, Group, NativeSelect, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { type Action, useAction } from '@/components/ui/use-action'

/** What is decided about a lot: one winner, or shares of several; orders, or contract prices until a day. */
export interface AwardChoice {
  lotId: string
  supplierId?: string
  shares?: { supplierId: string; percent: string }[]
  as?: 'order' | 'contract'
  contractTo?: string | null
  reason: string | null
}

interface Props {
  lotId: string
  best: string | null
  training: boolean
  /** nobody is bound to prices for what it sells once */
  contracts: boolean
  suppliers: { value: string; label: string }[]
  action: Action<AwardChoice>
}

interface Part {
  key: number
  supplierId: string
  percent: number | string
}

/** Awards a lot; another than the best, or several, with a reason. */
export function AwardForm({ lotId, best, training, contracts, suppliers, action }: Props) {
  const t = useTranslations('award')
  const [parts, setParts] = useState<Part[]>([{ key: 0, supplierId: best ?? suppliers[0]?.value ?? '', percent: 100 }])
  const [as, setAs] = useState<'order' | 'contract'>('order')
  const [contractTo, setContractTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { run, pending, fields } = useAction(action, {
    done: t(training ? 'doneTraining' : as === 'contract' ? 'doneContract' : 'done'),
  })
  const change = (index: number, changes: Partial<Part>) =>
    setParts(parts.map((part, at) => (at === index ? { ...part, ...changes } : part)))
  const unused = suppliers.find(({ value }) => !parts.some(({ supplierId }) => supplierId === value))
  const add = () => {
    if (!unused) return
    // Shares that were not touched stay even.
    const even = Math.floor(100 / (parts.length + 1))
    const next = [...parts, { key: Math.max(...parts.map(({ key }) => key)) + 1, supplierId: unused.value, percent: even }]
    setParts(next.map((part, index) => ({ ...part, percent: index === 0 ? 100 - even * (next.length - 1) : even })))
  }
  const [first] = parts
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!first?.supplierId) return
        run({
          lotId,
          ...(parts.length === 1
            ? { supplierId: first.supplierId }
            : { shares: parts.map(({ supplierId, percent }) => ({ supplierId, percent: String(percent) })) }),
          as,
          contractTo: as === 'contract' ? contractTo : null,
          reason: reason || null,
        })
      }}
    >
      <Stack gap="xs">
        {parts.map((part, index) => (
          <PartFields
            key={part.key}
            suppliers={suppliers}
            part={part}
            change={change}
            index={index}
            fields={fields}
            parts={parts}
            setParts={setParts}
          />
        ))}
        {fields.shares && (
          <Text size="sm" c="var(--stoa-bad)" role="alert">
            {fields.shares}
          </Text>
        )}
        {unused && (
          <Group>
            <Button variant="default" size="xs" onClick={add}>
              {t('split')}
            </Button>
          </Group>
        )}
        <Terms
          contracts={contracts}
          training={training}
          as={as}
          setAs={setAs}
          contractTo={contractTo}
          setContractTo={setContractTo}
          fields={fields}
          reason={reason}
          setReason={setReason}
          pending={pending}
          incomplete={!first?.supplierId}
        />
      </Stack>
    </form>
  )
}

interface PartFieldsProps extends Pick<Props, 'suppliers'> {
  part: Part
  change: (index: number, changes: Partial<Part>) => void
  index: number
  fields: { [k: string]: string }
  parts: Part[]
  setParts: (parts: Part[]) => void
}

/** A winner, with its share when there are several. */
function PartFields({ suppliers, part, change, index, fields, parts, setParts }: PartFieldsProps) {
  const t = useTranslations('award')
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={t('supplier')}
        data={suppliers}
        value={part.supplierId}
        onChange={({ target }) => change(index, { supplierId: target.value })}
        error={index === 0 && fields.supplierId}
      />
      {parts.length > 1 && (
        <>
          <NumberInput
            label={t('percent')}
            w={110}
            min={0}
            max={100}
            decimalScale={2}
            value={part.percent}
            onChange={(percent) => change(index, { percent })}
          />
          <CloseButton
            aria-label={t('removeShare')}
            onClick={() => setParts(parts.length === 2 ? [{ ...(parts[1 - index] as Part), percent: 100 }] : parts.toSpliced(index, 1))}
          />
        </>
      )}
    </Group>
  )
}

interface TermsProps extends Pick<Props, 'contracts' | 'training'> {
  as: 'order' | 'contract'
  setAs: (as: 'order' | 'contract') => void
  contractTo: string | null
  setContractTo: (at: string | null) => void
  fields: { [k: string]: string }
  reason: string
  setReason: (reason: string) => void
  pending: boolean
  incomplete: boolean
}

/** As what it is awarded, and why. */
function Terms({ contracts, training, as, setAs, contractTo, setContractTo, fields, reason, setReason, pending, incomplete }: TermsProps) {
  const t = useTranslations('award')
  return (
    <Group align="flex-end">
      {contracts && !training && (
        <NativeSelect
          label={t('as')}
          data={[
            { value: 'order', label: t('asOrder') },
            { value: 'contract', label: t('asContract') },
          ]}
          value={as}
          onChange={({ target }) => setAs(target.value as 'order')}
        />
      )}
      {as === 'contract' && <DateTimeField label={t('contractTo')} value={contractTo} onChange={setContractTo} error={fields.contractTo} />}
      <Textarea
        label={t('reason')}
        description={t('reasonText')}
        autosize
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fields.reason}
        style={{ flex: 1, minWidth: 200 }}
      />
      <Button type="submit" loading={pending} disabled={incomplete}>
        {t(training ? 'buttonTraining' : as === 'contract' ? 'buttonContract' : 'button')}
      </Button>
    </Group>
  )
}
