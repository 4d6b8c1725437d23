'use client'

import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { AnchorLink } from '@/components/ui/links'
import { type Action, useAction } from '@/components/ui/use-action'
import { PublicCard } from './public-card'

interface ChangeAddressProps {
  request: Action<{ email: string }>
  cancel: Action<void>
  pending: { email: string; byOld: boolean; byNew: boolean } | null
}

/** Another address to sign in with, or what is still missing until it is. */
export function ChangeAddress({ request, cancel, pending }: ChangeAddressProps) {
  const t = useTranslations('address')
  const form = useRef<HTMLFormElement>(null)
  const asking = useAction(request, { done: t('asked'), onDone: () => form.current?.reset() })
  const cancelling = useAction(cancel, { done: t('cancelled') })
  if (pending)
    return (
      <Group>
        <Text size="sm">
          {t('pending', { email: pending.email })} {t(pending.byOld ? 'awaitsNew' : pending.byNew ? 'awaitsOld' : 'awaitsBoth')}
        </Text>
        <Button size="compact-sm" variant="default" loading={cancelling.pending} onClick={() => cancelling.run()}>
          {t('cancel')}
        </Button>
      </Group>
    )
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        asking.run({ email: String(new FormData(event.currentTarget).get('email')) })
      }}
    >
      <Group align="flex-end">
        <TextInput label={t('newAddress')} name="email" type="email" required w={280} error={asking.fields.email} />
        <Button type="submit" variant="default" loading={asking.pending}>
          {t('change')}
        </Button>
      </Group>
    </form>
  )
}

/** One mailbox agrees, by a press: a program that opens links in mails does not. */
export function AgreeToAddressForm({ action, token }: { action: Action<{ token: string }, { changed: boolean }>; token: string }) {
  const t = useTranslations('address')
  const [changed, setChanged] = useState<boolean | null>(null)
  const { run, pending, text } = useAction(action, { quiet: true, onDone: (result) => setChanged(result.changed) })
  return (
    <PublicCard title={t('title')} onSubmit={() => run({ token })}>
      {text && (
        <Alert color="red" role="alert">
          {text}
        </Alert>
      )}
      {changed === null && (
        <>
          <Text>{t('agreeText')}</Text>
          <Button type="submit" loading={pending}>
            {t('agree')}
          </Button>
        </>
      )}
      {changed !== null && <Text role="status">{t(changed ? 'changed' : 'otherAwaited')}</Text>}
      {changed && <AnchorLink href="/sign-in">{t('signIn')}</AnchorLink>}
    </PublicCard>
  )
}
