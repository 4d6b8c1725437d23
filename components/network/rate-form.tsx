'use client'

import { Button, Group, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

interface Rate {
  from: string
  to: string
  date: string
  rate: string
}

export function RateForm({ action, currencies, today }: { action: Action<Rate>; currencies: string[]; today: string }) {
  const t = useTranslations('rates')
  const [rate, setRate] = useState<Rate>({ from: 'USD', to: 'EUR', date: today, rate: '' })
  const { run, pending, fields } = useAction(action, { done: t('saved') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        run(rate)
      }}
    >
      <Group align="flex-end" mb="md">
        <Select
          label={t('from')}
          data={currencies}
          searchable
          value={rate.from}
          onChange={(from) => from && setRate({ ...rate, from })}
          w={110}
        />
        <Select label={t('to')} data={currencies} searchable value={rate.to} onChange={(to) => to && setRate({ ...rate, to })} w={110} />
        <DateInput
          label={t('date')}
          value={rate.date}
          valueFormat="YYYY-MM-DD"
          onChange={(date) => date && setRate({ ...rate, date })}
          w={140}
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
