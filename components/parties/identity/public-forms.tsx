'use client'

import { Alert, Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { CountryAndCurrency } from './country-and-currency'
import { NewPassword } from './new-password'
import { PublicCard } from './public-card'

interface SignUpInput {
  name: string
  email: string
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

interface ByLink {
  action: Action<{ token: string; password: string }>
  token: string
}

export const ResetPasswordForm = (link: ByLink) => <PasswordByLink {...link} title="newPassword" done="password" />

/** Confirms an address: by choosing the password, for whoever opened the account need not be who reads the mail. */
export const VerifyEmailForm = (link: ByLink) => <PasswordByLink {...link} title="verifying" text="verifyingText" done="verified" />

function PasswordByLink({
  action,
  token,
  title,
  text: intro,
  done,
}: ByLink & { title: 'newPassword' | 'verifying'; text?: 'verifyingText'; done: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => router.push(`/sign-in?done=${done}`) })
  return (
    <PublicCard title={t(title)} onSubmit={(form) => run({ token, password: String(form.get('password')) })}>
      {intro && <Text>{t(intro)}</Text>}
      {text && !fields.password && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      <NewPassword label={t('newPassword')} error={fields.password} />
      <Button type="submit" loading={pending}>
        {t('save')}
      </Button>
    </PublicCard>
  )
}

interface Invitation {
  email: string
  organization: string
  hasAccount: boolean
}

/** Joins a company: who has an account just does; who has none chooses a name and a password. */
export function InvitationForm({
  action,
  token,
  invitation,
}: {
  action: Action<{ token: string; name?: string; password?: string }>
  token: string
  /** null when the link is used up or too old */
  invitation: Invitation | null
}) {
  const t = useTranslations('auth')
  const failures = useTranslations('errors.detail')
  const router = useRouter()
  const { run, pending, fields, text } = useAction(action, { quiet: true, onDone: () => router.push('/sign-in') })
  if (!invitation)
    return (
      <PublicCard title={t('invitation')}>
        <Text>{failures('link_expired')}</Text>
      </PublicCard>
    )
  const submit = (form: FormData) =>
    run(invitation.hasAccount ? { token } : { token, name: String(form.get('name')), password: String(form.get('password')) })
  return (
    <PublicCard title={t('invitation')} onSubmit={submit}>
      <Text size="sm">
        {t(invitation.hasAccount ? 'invitationToJoin' : 'invitationText', {
          email: invitation.email,
          organization: invitation.organization,
        })}
      </Text>
      {text && Object.keys(fields).length === 0 && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      {!invitation.hasAccount && (
        <>
          <TextInput label={t('name')} name="name" autoComplete="name" required error={fields.name} />
          <NewPassword label={t('password')} error={fields.password} />
        </>
      )}
      <Button type="submit" loading={pending}>
        {t('join')}
      </Button>
    </PublicCard>
  )
}
