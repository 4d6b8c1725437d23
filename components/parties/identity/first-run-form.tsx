'use client'

import { Alert, Button, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { type Choices, CountryAndCurrency } from './country-and-currency'
import { NewPassword } from './new-password'
import { PublicCard } from './public-card'

interface FirstOperator {
  code: string
  name: string
  email: string
  password: string
  organization: string
  country: string
  currency: string
}

/** Founds the organization that runs a new installation. */
export function FirstRunForm({ action, ...choices }: Choices & { action: Action<FirstOperator> }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => router.push('/sign-in?done=founded') })
  const submit = (form: FormData) => {
    const said = (field: keyof FirstOperator) => String(form.get(field))
    run({
      code: said('code'),
      name: said('name'),
      email: said('email'),
      password: said('password'),
      organization: said('organization'),
      country: said('country'),
      currency: said('currency'),
    })
  }
  return (
    <PublicCard title={t('firstRun')} onSubmit={submit}>
      <Text>{t('firstRunText')}</Text>
      {text !== null && Object.keys(fields).length === 0 && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      <TextInput
        label={t('firstRunCode')}
        description={t('firstRunCodeHint')}
        name="code"
        autoComplete="off"
        spellCheck={false}
        required
        error={fields.code}
      />
      <TextInput label={t('name')} name="name" autoComplete="name" required error={fields.name} />
      <TextInput label={t('email')} name="email" type="email" autoComplete="email" required error={fields.email} />
      <NewPassword label={t('password')} error={fields.password} />
      <TextInput label={t('organization')} name="organization" autoComplete="organization" required error={fields.organization} />
      <CountryAndCurrency {...choices} fields={fields} />
      <Button type="submit" loading={pending}>
        {t('begin')}
      </Button>
    </PublicCard>
  )
}
