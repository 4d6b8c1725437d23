'use client'

import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useNumberFormat } from '@/components/ui/number-format'
import { type Action, useAction } from '@/components/ui/use-action'
import { typedToDecimal } from '@/lib/platform/i18n/number-formats'

interface Rate {
  from: string
  to: string
  date: string
  rate: string
}

export function RateForm({ action, currencies, today }: { action: Action<Rate>; currencies: string[]; today: string }) {
  const t = useTranslations('rates')
  const numbers = useNumberFormat()
  const [rate, setRate] = useState<Rate>({ from: 'USD', to: 'EUR', date: today, rate: '' })
  const { run, pending, fields } = useAction(action, { done: t('saved') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run({ ...rate, rate: typedToDecimal(rate.rate, numbers) })
      }}
    >
      <Group align="flex-end" mb="md">
        <NativeSelect
          label={t('from')}
          data={currencies}
          value={rate.from}
          onChange={({ target }) => setRate({ ...rate, from: target.value })}
          w={110}
        />
        <NativeSelect
          label={t('to')}
          data={currencies}
          value={rate.to}
          onChange={({ target }) => setRate({ ...rate, to: target.value })}
          w={110}
        />
        <TextInput
          type="date"
          label={t('date')}
          required
          value={rate.date}
          onChange={({ target }) => setRate({ ...rate, date: target.value })}
          w={150}
        />
        <TextInput
          label={t('rate')}
          required
          inputMode="decimal"
          value={rate.rate}
          onChange={(event) => setRate({ ...rate, rate: event.target.value })}
          error={fields.rate}
          w={140}
        />
        <Button type="submit" loading={pending}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
