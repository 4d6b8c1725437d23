'use client'

import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type Action, useAction } from '@/components/ui/use-action'

interface Props {
  action: Action<{ tokenId: string; certificate: string | null }>
  tokenId: string
  name: string
  hasOne: boolean
}

/** The certificate that a program shows instead of its secret. */
export function TokenCertificate({ action, tokenId, name, hasOne }: Props) {
  const t = useTranslations('apiTokens')
  const [opened, setOpened] = useState(false)
  const { run, pending, fields } = useAction(action, { done: t('certificateSaved'), onDone: () => setOpened(false) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    run({ tokenId, certificate: String(new FormData(event.currentTarget).get('certificate')) })
  }
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
        {t('certificate')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('certificateOf', { name })}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{t('certificateText')}</Text>
            <Textarea
              label={t('certificatePem')}
              name="certificate"
              required
              rows={8}
              maxLength={16_000}
              ff="monospace"
              placeholder="-----BEGIN CERTIFICATE-----"
              error={fields.certificate}
            />
            <Group>
              <Button type="submit" loading={pending}>
                {t('certificateSave')}
              </Button>
              {hasOne && (
                <Button variant="default" disabled={pending} onClick={() => run({ tokenId, certificate: null })}>
                  {t('certificateRemove')}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
