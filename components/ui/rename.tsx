'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from './dialog'
import { type Action, useAction } from './use-action'

interface Props {
  name: string
  action: Action<string>
}

/** A button that asks for another name. */
export function Rename({ name, action }: Props) {
  const t = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState(name)
  const { run, pending, fields } = useAction(action, { onDone: () => setOpen(false) })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('rename')}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={t('rename')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            run(text)
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t('name')}
              value={text}
              onChange={({ target }) => setText(target.value)}
              error={fields.name}
              style={{ flex: 1 }}
            />
            <Button type="submit" loading={pending}>
              {t('save')}
            </Button>
          </Group>
        </form>
      </Dialog>
    </>
  )
}
