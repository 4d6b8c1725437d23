'use client'

import { Alert, Button, Code, CopyButton, Group, Image, Stack, Text, TextInput } from '@mantine/core'
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type Action, useAction } from '@/components/ui/use-action'
import { usePasskey } from './use-passkey'

interface SetUp {
  recoveryCodes: string[] | null
}

export interface SecondStepActions {
  startCodeApp: Action<void, { seed: string; picture: string }>
  confirmCodeApp: Action<{ code: string }, SetUp>
  startPasskey: Action<void, PublicKeyCredentialCreationOptionsJSON>
  addPasskey: Action<{ name: string; made: RegistrationResponseJSON }, SetUp>
}

/** Recovery codes, in the one moment at which they can be read. */
export function RecoveryCodes({ codes, onClose }: { codes: string[] | null; onClose(): void }) {
  const t = useTranslations('secondStep')
  const text = codes?.join('\n') ?? ''
  return (
    <Dialog opened={codes !== null} onClose={onClose} title={t('recoveryCodes')}>
      <Stack>
        <Text size="sm">{t('recoveryCodesOnce')}</Text>
        <Code block>{text}</Code>
        <Group>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
            download="stoa-recovery-codes.txt"
          >
            {t('download')}
          </Button>
          <Button onClick={onClose}>{t('kept')}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** Adds a code app or a passkey. @param onSetUp after that, once recovery codes, if any were given, have been read */
export function AddSecondStep({ actions, codeApp, onSetUp }: { actions: SecondStepActions; codeApp: boolean; onSetUp?: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const done = ({ recoveryCodes }: SetUp) => (recoveryCodes ? setCodes(recoveryCodes) : onSetUp?.())
  return (
    <>
      <Group align="flex-start">
        <AddPasskey actions={actions} onDone={done} />
        {codeApp && <AddCodeApp actions={actions} onDone={done} />}
      </Group>
      <RecoveryCodes
        codes={codes}
        onClose={() => {
          setCodes(null)
          onSetUp?.()
        }}
      />
    </>
  )
}

interface AddProps {
  actions: SecondStepActions
  onDone(made: SetUp): void
}

function AddCodeApp({ actions, onDone }: AddProps) {
  const t = useTranslations('secondStep')
  const [shown, setShown] = useState<{ seed: string; picture: string } | null>(null)
  const start = useAction(actions.startCodeApp, { onDone: setShown })
  const confirm = useAction(actions.confirmCodeApp, {
    quiet: true,
    onDone: (made) => {
      setShown(null)
      onDone(made)
    },
  })
  return (
    <>
      <Button variant="default" loading={start.pending} onClick={() => start.run()}>
        {t('addCodeApp')}
      </Button>
      <Dialog opened={shown !== null} onClose={() => setShown(null)} title={t('codeApp')}>
        {shown && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              confirm.run({ code: String(new FormData(event.currentTarget).get('code')) })
            }}
          >
            <Stack>
              <Text size="sm">{t('codeAppText')}</Text>
              {/* A picture of dark squares on white in any colour scheme: apps read no other. */}
              <Image src={shown.picture} alt={t('codeAppPicture')} w={200} h={200} bg="white" />
              <Text size="sm">
                {t('codeAppSeed')} <Code>{shown.seed.replace(/.{4}(?=.)/g, '$& ')}</Code>
              </Text>
              <TextInput
                label={t('codeNow')}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                maxLength={7}
                w={160}
                error={confirm.problem && (confirm.fields.code ?? confirm.text)}
              />
              <Group>
                <Button type="submit" loading={confirm.pending}>
                  {t('confirm')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Dialog>
    </>
  )
}

function AddPasskey({ actions, onDone }: AddProps) {
  const t = useTranslations('secondStep')
  const [asked, setAsked] = useState(false)
  const passkey = usePasskey()
  const [name, setName] = useState('')
  const add = useAction(actions.addPasskey, {
    onDone: (made) => {
      setAsked(false)
      onDone(made)
    },
  })
  const start = useAction(actions.startPasskey, {
    onDone: async (options) => {
      const made = await passkey.make(options)
      if (made) add.run({ name, made })
    },
  })
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setName(t('thisDevice'))
          setAsked(true)
        }}
      >
        {t('addPasskey')}
      </Button>
      <Dialog opened={asked} onClose={() => setAsked(false)} title={t('passkey')} narrow>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            start.run()
          }}
        >
          <Stack>
            <Text size="sm">{t('passkeyText')}</Text>
            {passkey.failure && (
              <Alert color="red" role="alert">
                {passkey.failure}
              </Alert>
            )}
            <TextInput
              label={t('passkeyName')}
              value={name}
              onChange={(event) => setName(event.target.value)}
              required
              maxLength={60}
              error={add.fields.name}
            />
            <Group>
              <Button type="submit" loading={start.pending || add.pending}>
                {t('makePasskey')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}

/** New recovery codes in place of those from before. */
export function RenewRecoveryCodes({ action }: { action: Action<void, string[]> }) {
  const t = useTranslations('secondStep')
  const [codes, setCodes] = useState<string[] | null>(null)
  const { run, pending } = useAction(action, { onDone: setCodes })
  return (
    <>
      <Button size="compact-sm" variant="default" loading={pending} onClick={() => run()}>
        {t('renewRecoveryCodes')}
      </Button>
      <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />
    </>
  )
}
