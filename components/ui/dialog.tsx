'use client'

import { CloseButton, Group, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'

interface Props {
  opened: boolean
  onClose(): void
  title: string
  children: ReactNode
}

/** A question above the page. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ opened, onClose, title, children }: Props) {
  const t = useTranslations('common')
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = element.current
    if (opened && !dialog?.open) dialog?.showModal()
    if (!opened && dialog?.open) dialog.close()
  }, [opened])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the dialog is a shortcut for Escape, which the browser handles
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Title order={2} id={heading}>
          {title}
        </Title>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </Group>
      {opened && children}
    </dialog>
  )
}
