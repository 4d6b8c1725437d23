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
    <dialog ref={element} className="dialog" aria-labelledby={heading} onClose={onClose}>
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
