'use client'

import { Button, Checkbox, CheckboxGroup, Code, CopyButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useConfirm } from '@/components/ui/confirm'
import { Dialog } from '@/components/ui/dialog'
import { said } from '@/components/ui/said'
import { type Action, useAction } from '@/components/ui/use-action'
import type { Scope } from '@/lib/parties/identity/model'

interface Made {
  id: string
  secret: string
}

/** The one moment at which a token's secret can be read. */
function SecretDialog({ secret, onClose }: { secret: string | null; onClose(): void }) {
  const t = useTranslations('apiTokens')
  return (
    <Dialog opened={secret !== null} onClose={onClose} title={t('secret')}>
      <Stack>
        <Text size="sm">{t('secretText')}</Text>
        <Code block>{secret}</Code>
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button onClick={copy} color={copied ? 'green' : undefined}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Dialog>
  )
}

export function NewApiToken({
  action,
  possible,
}: {
  action: Action<{ name: string; scopes: Scope[]; days: number }, Made>
  possible: Scope[]
}) {
  const t = useTranslations('apiTokens')
  const [scopes, setScopes] = useState<string[]>([])
  const [secret, setSecret] = useState<string | null>(null)
  const { run, pending, fields } = useAction(action, { onDone: (made) => setSecret(made.secret) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    run({ name: String(form.get('name')), scopes: scopes as Scope[], days: Number(form.get('days')) })
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput label={t('name')} name="name" required maxLength={60} placeholder={t('namePlaceholder')} error={fields.name} />
        <CheckboxGroup label={t('scopes')} value={scopes} onChange={setScopes} error={fields.scopes}>
          <Group gap="md" py={6}>
            {possible.map((scope) => (
              <Checkbox key={scope} size="sm" value={scope} label={said(t, `scope.${scope.replace(':', '_')}`)} />
            ))}
          </Group>
        </CheckboxGroup>
        <NativeSelect
          label={t('validFor')}
          name="days"
          defaultValue="90"
          data={[30, 90, 180, 365].map((days) => ({ value: String(days), label: t('days', { days }) }))}
          error={fields.days}
        />
        <Button type="submit" variant="default" loading={pending}>
          {t('make')}
        </Button>
      </Group>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </form>
  )
}

export function RotateApiToken({ action, tokenId, name }: { action: Action<{ tokenId: string }, Made>; tokenId: string; name: string }) {
  const t = useTranslations('apiTokens')
  const ask = useConfirm()
  const [secret, setSecret] = useState<string | null>(null)
  const { run, pending } = useAction(action, { onDone: (made) => setSecret(made.secret) })
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={pending}
        onClick={async () => (await ask({ question: t('rotateSure', { name }), action: t('rotate') })) && run({ tokenId })}
      >
        {t('rotate')}
      </Button>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}
