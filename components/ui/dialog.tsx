'use client'

import { CloseButton, Group, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'

interface Props {
  opened: boolean
  onClose(): void
  title: string
  /** for a question of a sentence or two */
  narrow?: boolean
  children: ReactNode
}

/** The backdrop is a part of the dialog for the browser, and so is its padding: only the place tells them apart. */
function holds(dialog: HTMLDialogElement, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
}

/** A question above the page. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ opened, onClose, title, narrow = false, children }: Props) {
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
      data-narrow={narrow || undefined}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === element.current && !holds(element.current, event) && onClose()}
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
