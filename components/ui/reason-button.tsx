'use client'

import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from './dialog'
import { type Action, useAction } from './use-action'

interface Props {
  label: string
  /** what the reason is for, as the question */
  question: string
  action: Action<string>
  done?: string
}

/** A button for something that needs a reason; the other side reads it. */
export function ReasonButton({ label, question, action, done }: Props) {
  const t = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, pending, fields } = useAction(action, { ...(done && { done }), onDone: () => setOpen(false) })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={label}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            run(reason)
          }}
        >
          <Stack gap="sm">
            <Textarea
              label={question}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              error={fields.reason}
              autosize
              minRows={2}
              maxLength={300}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={pending} disabled={reason.trim() === ''}>
                {t('send')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
