'use client'

import { Button, Group, NativeSelect } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { idleMinutes, type SecondFactorPolicy, secondFactorPolicies } from '@/lib/parties/identity/model'

interface Policy {
  secondFactor: SecondFactorPolicy
  idleMinutes: (typeof idleMinutes)[number]
}

interface Props {
  action: Action<Policy>
  secondFactor: SecondFactorPolicy
  minutes: number
}

/** Whose sign-in takes a second step, and how long a session lasts that nobody uses. */
export function SecurityPolicyForm({ action, secondFactor, minutes }: Props) {
  const t = useTranslations('security')
  const { run, pending } = useAction(action, { done: t('saved') })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    run({
      secondFactor: form.get('secondFactor') as SecondFactorPolicy,
      idleMinutes: Number(form.get('idleMinutes')) as Policy['idleMinutes'],
    })
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NativeSelect
          label={t('secondFactor')}
          name="secondFactor"
          defaultValue={secondFactor}
          data={secondFactorPolicies.map((value) => ({ value, label: t(`asked.${value}`) }))}
        />
        <NativeSelect
          label={t('idle')}
          name="idleMinutes"
          defaultValue={String(minutes)}
          data={idleMinutes.map((value) => ({
            value: String(value),
            label: t('duration', {
              minutes: value,
              hours: value / 60,
              days: value / 1440,
              unit: value < 60 ? 'minutes' : value < 1440 ? 'hours' : 'days',
            }),
          }))}
        />
        <Button type="submit" loading={pending}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
