'use client'

import { Alert, Button, Checkbox, Group, PasswordInput, Text, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { CountryAndCurrency } from './country-and-currency'
import { PublicCard } from './public-card'

interface SignUpInput {
  name: string
  email: string
  password: string
  organization: string
  kinds: ('buyer' | 'supplier')[]
  country: string
  currency: string
  locale: 'en' | 'zh'
  timeZone: string
}

export function SignUpForm({
  action,
  countries,
  currencies,
}: {
  action: Action<SignUpInput>
  countries: { value: string; label: string }[]
  currencies: string[]
}) {
  const t = useTranslations('auth')
  const locale = useLocale() as 'en' | 'zh'
  const [kinds, setKinds] = useState<string[]>(['buyer'])
  const [sent, setSent] = useState<string | null>(null)
  const { run, pending, fields, text } = useAction(action, { quiet: true })
  const submit = (form: FormData) => {
    const email = String(form.get('email'))
    run({
      name: String(form.get('name')),
      email,
      password: String(form.get('password')),
      organization: String(form.get('organization')),
      kinds: kinds as SignUpInput['kinds'],
      country: String(form.get('country')),
      currency: String(form.get('currency')),
      locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    setSent(email)
  }
  const failed = text !== null
  if (sent && !pending && !failed)
    return (
      <PublicCard title={t('checkMail')}>
        <Text>{t('checkMailText', { email: sent })}</Text>
      </PublicCard>
    )
  return (
    <PublicCard title={t('signUp')} onSubmit={submit}>
      {failed && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      <TextInput label={t('name')} name="name" autoComplete="name" required error={fields.name} />
      <TextInput label={t('email')} name="email" type="email" autoComplete="email" required error={fields.email} />
      <PasswordInput
        label={t('password')}
        description={t('passwordHint')}
        name="password"
        autoComplete="new-password"
        required
        error={fields.password}
      />
      <TextInput label={t('organization')} name="organization" autoComplete="organization" required error={fields.organization} />
      <Checkbox.Group label={t('weAre')} value={kinds} onChange={setKinds} error={fields.kinds}>
        <Group mt={4}>
          <Checkbox value="buyer" label={t('kindBuyer')} />
          <Checkbox value="supplier" label={t('kindSupplier')} />
        </Group>
      </Checkbox.Group>
      <CountryAndCurrency countries={countries} currencies={currencies} fields={fields} />
      <Button type="submit" loading={pending}>
        {t('signUp')}
      </Button>
    </PublicCard>
  )
}

/** Uses the link from the mail as soon as the page is open. */
export function VerifyEmail({ action, token }: { action: Action<{ token: string }>; token: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const begun = useRef(false)
  const { run, text } = useAction(action, { quiet: true, onDone: () => router.push('/sign-in?done=verified') })
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    run({ token })
  })
  return (
    <PublicCard title={t('verifying')}>
      {text ? (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      ) : (
        <Text>{t('verifyingText')}</Text>
      )}
    </PublicCard>
  )
}

export function ForgotPasswordForm({ action }: { action: Action<{ email: string }> }) {
  const t = useTranslations('auth')
  const [sent, setSent] = useState(false)
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => setSent(true) })
  return (
    <PublicCard title={t('forgot')} onSubmit={(form) => run({ email: String(form.get('email')) })}>
      {sent ? (
        <Text>{t('resetSent')}</Text>
      ) : (
        <>
          <TextInput label={t('email')} name="email" type="email" required error={fields.email ?? text} />
          <Button type="submit" loading={pending}>
            {t('sendLink')}
          </Button>
        </>
      )}
    </PublicCard>
  )
}

export function ResetPasswordForm({ action, token }: { action: Action<{ token: string; password: string }>; token: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => router.push('/sign-in?done=password') })
  return (
    <PublicCard title={t('newPassword')} onSubmit={(form) => run({ token, password: String(form.get('password')) })}>
      {text && !fields.password && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      <PasswordInput
        label={t('newPassword')}
        description={t('passwordHint')}
        name="password"
        autoComplete="new-password"
        required
        error={fields.password}
      />
      <Button type="submit" loading={pending}>
        {t('save')}
      </Button>
    </PublicCard>
  )
}

export function InvitationForm({ action, token }: { action: Action<{ token: string; name?: string; password?: string }>; token: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => router.push('/sign-in') })
  const submit = (form: FormData) => {
    const name = String(form.get('name'))
    const password = String(form.get('password'))
    run({ token, ...(name && { name }), ...(password && { password }) })
  }
  return (
    <PublicCard title={t('invitation')} onSubmit={submit}>
      <Text size="sm">{t('invitationText')}</Text>
      {text && Object.keys(fields).length === 0 && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      <TextInput label={t('name')} name="name" autoComplete="name" error={fields.name} />
      <PasswordInput
        label={t('password')}
        description={t('passwordHint')}
        name="password"
        autoComplete="new-password"
        error={fields.password}
      />
      <Button type="submit" loading={pending}>
        {t('join')}
      </Button>
    </PublicCard>
  )
}
