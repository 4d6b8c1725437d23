'use client'

import { Alert, Button, Card, Group, NativeSelect, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { DecimalField } from '@/components/ui/decimal-field'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'

interface Wish {
  quantity: string
  requestedDeliveryDate: string | null
  note: string | null
}

interface Props {
  /** codes with their names in the user's language */
  units: { value: string; label: string }[]
  /** given, an internal item is asked for instead of something in words */
  item?: { id: string; label: string }
  words: string
  askText: Action<Wish & { text: string; unit: string }, { id: string }>
  askItem: Action<Wish & { itemId: string }, { id: string }>
}

/** Asks a purchaser for something: in words, or an internal item. */
export function RequestForm({ units, item, words, askText, askItem }: Props) {
  const t = useTranslations('requests')
  const router = useRouter()
  const [text, setText] = useState(words)
  const [unit, setUnit] = useState('C62')
  const [quantity, setQuantity] = useState('1')
  const [requestedDeliveryDate, setWantedOn] = useState('')
  const [note, setNote] = useState('')
  const options = { quiet: true, done: t('sent'), onDone: ({ id }: { id: string }) => router.push(`/requests/${id}`) }
  const asText = useAction(askText, options)
  const asItem = useAction(askItem, options)
  const { fields, text: problem, pending } = item ? asItem : asText
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wish = { quantity, requestedDeliveryDate: requestedDeliveryDate || null, note: note || null }
    if (item) asItem.run({ ...wish, itemId: item.id })
    else asText.run({ ...wish, text, unit })
  }
  return (
    <Card withBorder maw={640}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2}>{item ? item.label : t('newTitle')}</Title>
          {!item && <What text={text} setText={setText} fields={fields} />}
          <HowMuch
            item={item}
            units={units}
            quantity={quantity}
            setQuantity={setQuantity}
            fields={fields}
            unit={unit}
            setUnit={setUnit}
            requestedDeliveryDate={requestedDeliveryDate}
            setWantedOn={setWantedOn}
          />
          <Textarea
            label={t('note')}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            autosize
            minRows={2}
            error={fields.note}
          />
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={pending}>
              {t('send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

interface HowMuchProps extends Pick<Props, 'item' | 'units'> {
  quantity: string
  setQuantity: (quantity: string) => void
  fields: { [k: string]: string }
  unit: string
  setUnit: (unit: string) => void
  requestedDeliveryDate: string
  setWantedOn: (date: string) => void
}

function HowMuch({ item, units, quantity, setQuantity, fields, unit, setUnit, requestedDeliveryDate, setWantedOn }: HowMuchProps) {
  const t = useTranslations('requests')
  return (
    <Group align="start" gap="sm">
      <DecimalField label={t('quantity')} value={quantity} onChange={setQuantity} error={fields.quantity} w={130} />
      {!item && (
        <NativeSelect
          label={t('unit')}
          value={unit}
          onChange={({ target }) => setUnit(target.value)}
          data={units}
          error={fields.unit}
          w={170}
        />
      )}
      <TextInput
        type="date"
        label={t('requestedDeliveryDate')}
        value={requestedDeliveryDate}
        onChange={({ target }) => setWantedOn(target.value)}
        error={fields.requestedDeliveryDate}
      />
    </Group>
  )
}

interface WhatProps {
  text: string
  setText: (text: string) => void
  fields: { [k: string]: string }
}

function What({ text, setText, fields }: WhatProps) {
  const t = useTranslations('requests')
  return (
    <TextInput
      label={t('what')}
      description={t('whatText')}
      value={text}
      onChange={({ target }) => setText(target.value)}
      error={fields.text}
    />
  )
}
