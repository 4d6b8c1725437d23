'use client'

import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { ProofContext } from '@/components/ui/proof'
import { type Action, useProblemText } from '@/components/ui/use-action'
import type { Problem } from '@/lib/platform/errors'
import { usePasskey } from './use-passkey'

/** Has the provider ask who is there, whatever session there is. */
const ANEW = { prompt: 'login', max_age: '0' }

interface Ways {
  password: boolean
  code: boolean
  passkey: boolean
}

interface Props {
  waysToProve: Action<void, Ways>
  passkeyChallenge: Action<void, PublicKeyCredentialRequestOptionsJSON>
  proveAgain: Action<{ password?: string; code?: string; passkey?: AuthenticationResponseJSON }>
}

/** Holds the question that comes before rights, keys and awards, once for all pages. */
export function ProofProvider({ children, ...actions }: Props & { children: ReactNode }) {
  const t = useTranslations('secondStep')
  const [asked, setAsked] = useState<{ ways: Ways; answer(proven: boolean): void } | null>(null)
  const { waysToProve } = actions
  const prove = useCallback(async () => {
    const ways = await waysToProve().catch(() => null)
    if (!ways?.ok) return false
    return new Promise<boolean>((answer) => setAsked({ ways: ways.data, answer }))
  }, [waysToProve])
  const settle = (proven: boolean) => {
    asked?.answer(proven)
    setAsked(null)
  }
  return (
    <ProofContext value={prove}>
      {children}
      <Dialog opened={asked !== null} onClose={() => settle(false)} title={t('proveTitle')} narrow>
        {asked && <ProofForm {...actions} ways={asked.ways} onProven={() => settle(true)} />}
      </Dialog>
    </ProofContext>
  )
}

function ProofForm({ ways, passkeyChallenge, proveAgain, onProven }: Omit<Props, 'waysToProve'> & { ways: Ways; onProven(): void }) {
  const t = useTranslations('secondStep')
  const problemText = useProblemText()
  const passkey = usePasskey()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const shown = problem && problemText(problem)
  const send = async (proof: Parameters<typeof proveAgain>[0]) => {
    setPending(true)
    const result = await proveAgain(proof).catch(() => ({ ok: false as const, problem: { code: 'unavailable' as const, status: 503 } }))
    setPending(false)
    if (result.ok) onProven()
    else setProblem(result.problem)
  }
  const byPasskey = async () => {
    const challenge = await passkeyChallenge()
    if (!challenge.ok) return setProblem(challenge.problem)
    const answer = await passkey.show(challenge.data)
    if (answer) await send({ passkey: answer })
  }
  const failure = passkey.failure ?? (shown && Object.keys(shown.fields).every((field) => field === 'passkey') ? shown.text : null)
  if (!ways.password && !ways.passkey)
    return (
      <Stack gap="sm">
        <Text size="sm">{t('proveElsewhere')}</Text>
        <Group justify="flex-end">
          <Button onClick={async () => (await import('next-auth/react')).signIn('oidc', { callbackUrl: window.location.href }, ANEW)}>
            {t('goOn')}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        // Its events come up through the tree of components to the form that asked.
        event.stopPropagation()
        const form = new FormData(event.currentTarget)
        const code = String(form.get('code') ?? '')
        void send({ password: String(form.get('password') ?? ''), ...(code && { code }) })
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('proveText')}</Text>
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        {ways.passkey && (
          <Button type="button" variant={ways.password ? 'default' : 'filled'} loading={pending} onClick={byPasskey}>
            {t('usePasskey')}
          </Button>
        )}
        {ways.password && (
          <>
            <PasswordInput
              label={t('password')}
              name="password"
              autoComplete="current-password"
              required
              data-autofocus
              error={shown?.fields.password}
            />
            {ways.code && (
              <TextInput
                label={t('code')}
                description={t('codeHint')}
                name="code"
                autoComplete="one-time-code"
                required
                error={shown?.fields.code}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={pending}>
                {t('goOn')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  )
}
