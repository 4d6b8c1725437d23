'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { type Action, useAction } from '@/components/ui/use-action'

/** Places a legal hold. */
export function LegalHoldForm({ action }: { action: Action<{ reason: string }> }) {
  const t = useTranslations('security')
  const form = useRef<HTMLFormElement>(null)
  const { run, pending, fields } = useAction(action, { done: t('holdPlaced'), onDone: () => form.current?.reset() })
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        run({ reason: String(new FormData(event.currentTarget).get('reason')) })
      }}
    >
      <Group align="flex-end">
        <TextInput label={t('holdReason')} name="reason" required maxLength={300} w={320} error={fields.reason} />
        <Button type="submit" variant="default" loading={pending}>
          {t('placeHold')}
        </Button>
      </Group>
    </form>
  )
}
