'use client'

import { Alert, Button, Group, Paper, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { signIn } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { AnchorLink } from '@/components/ui/links'
import type { Action } from '@/components/ui/use-action'
import { usePasskey } from './use-passkey'

interface Props {
  accounts: { email: string; name: string; title: string }[]
  demoPassword: string | null
  provider: string | null
  passkeyChallenge: Action<void, PublicKeyCredentialRequestOptionsJSON>
  error: string | null
  done: string | null
}

type Failure = 'rate_limited' | 'unverified' | 'wrong_code' | 'passkey' | 'wrong' | 'not_known' | 'provider' | 'unavailable'
/** What to say of a code that a failed sign-in comes back with: our own, or next-auth's for the identity provider. */
function failureText(code: string): Failure {
  if (code === 'rate_limited' || code === 'unverified' || code === 'wrong_code' || code === 'passkey') return code
  if (code === 'CredentialsSignin') return 'wrong'
  if (code === 'AccessDenied') return 'not_known'
  return /^(OAuth|Callback)/.test(code) ? 'provider' : 'unavailable'
}

export function SignInForm({ accounts, demoPassword, provider, passkeyChallenge, error, done }: Props) {
  const t = useTranslations('auth')
  const locale = useLocale()
  // Before the script runs the browser would send the form itself, with the password in it.
  const ready = useMounted()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(error)
  const [secondStep, setSecondStep] = useState(false)
  const passkey = usePasskey()

  const enter = async (provider: 'credentials' | 'passkey', credentials: Record<string, string>) => {
    setPending(true)
    const result = await signIn(provider, { ...credentials, redirect: false })
    if (result?.ok) return window.location.assign(`/${locale}`)
    setPending(false)
    // The password was right, and is not all: no failure yet.
    if (result?.error === 'second_step') setSecondStep(true)
    setFailure(result?.error === 'second_step' ? null : provider === 'passkey' ? 'passkey' : (result?.error ?? 'CredentialsSignin'))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '')
    void enter('credentials', { email, password, ...(code && { code }) })
  }
  const byPasskey = async () => {
    const challenge = await passkeyChallenge().catch(() => null)
    if (!challenge?.ok) return setFailure(challenge?.problem.code ?? 'unavailable')
    const shown = await passkey.show(challenge.data)
    if (shown) await enter('passkey', { shown: JSON.stringify(shown) })
  }
  return (
    <SimpleGrid
      cols={{ base: 1, sm: accounts.length > 0 ? 2 : 1 }}
      spacing="xl"
      maw={accounts.length > 0 ? undefined : 420}
      mx="auto"
      w="100%"
    >
      <Paper withBorder p="lg" component="form" method="post" onSubmit={submit}>
        <Stack>
          <Title order={1}>{t('signIn')}</Title>
          {done && <Alert color="green">{t(done === 'verified' || done === 'founded' ? done : 'passwordChanged')}</Alert>}
          {failure && (
            <Alert color="red" role="alert">
              {t(`failure.${failureText(failure)}`)}
            </Alert>
          )}
          {passkey.failure && (
            <Alert color="red" role="alert">
              {passkey.failure}
            </Alert>
          )}
          <Credentials
            email={email}
            setEmail={(typed) => {
              setEmail(typed)
              setSecondStep(false)
            }}
            password={password}
            setPassword={setPassword}
          />
          {secondStep && (
            <TextInput
              label={t('code')}
              description={t('codeHint')}
              name="code"
              autoComplete="one-time-code"
              required
              autoFocus
              maxLength={60}
            />
          )}
          <Button type="submit" loading={pending} disabled={!ready}>
            {t('signIn')}
          </Button>
          <Button variant="default" onClick={byPasskey} disabled={!ready || pending}>
            {t('byPasskey')}
          </Button>
          {provider && (
            <Button variant="default" onClick={() => signIn('oidc', { callbackUrl: `/${locale}` })}>
              {t('signInWith', { provider })}
            </Button>
          )}
          <OtherWays />
        </Stack>
      </Paper>
      {demoPassword && (
        <DemoAccounts
          accounts={accounts}
          demoPassword={demoPassword}
          enter={(chosen) => enter('credentials', chosen)}
          pending={pending}
          ready={ready}
        />
      )}
    </SimpleGrid>
  )
}

interface DemoAccountsProps extends Pick<Props, 'accounts'> {
  demoPassword: string
  enter: (credentials: { email: string; password: string }) => void
  pending: boolean
  ready: boolean
}

/** The accounts of the demo, to sign in with one press. */
function DemoAccounts({ accounts, demoPassword, enter, pending, ready }: DemoAccountsProps) {
  const t = useTranslations('auth')
  return (
    <Stack gap="xs">
      <Title order={2}>{t('demoAccounts')}</Title>
      <Text c="dimmed" size="sm">
        {t('demoHint', { password: demoPassword })}
      </Text>
      {accounts.map((account) => (
        <UnstyledButton
          key={account.email}
          onClick={() => enter({ email: account.email, password: demoPassword })}
          disabled={pending || !ready}
        >
          <Paper withBorder p="xs">
            <Text fw={600} size="sm">
              {account.name}
            </Text>
            <Text size="sm">{account.title}</Text>
            <Text size="xs" c="dimmed">
              {account.email}
            </Text>
          </Paper>
        </UnstyledButton>
      ))}
    </Stack>
  )
}

interface CredentialsProps {
  email: string
  setEmail: (email: string) => void
  password: string
  setPassword: (password: string) => void
}

function Credentials({ email, setEmail, password, setPassword }: CredentialsProps) {
  const t = useTranslations('auth')
  return (
    <>
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </>
  )
}

function OtherWays() {
  const t = useTranslations('auth')
  return (
    <Group justify="space-between">
      <AnchorLink href="/forgot-password" size="sm">
        {t('forgot')}
      </AnchorLink>
      <AnchorLink href="/sign-up" size="sm">
        {t('signUp')}
      </AnchorLink>
    </Group>
  )
}
