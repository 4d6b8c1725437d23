'use client'

import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { type Action, useAction } from './use-action'

interface Props<Input, Data> extends ButtonProps {
  action: Action<Input, Data>
  input: Input
  children: ReactNode
  /** asked before something that cannot be taken back */
  confirm?: string
  done?: string
  goTo?: string
}

/** A button that runs one server action. */
export function ActionButton<Input, Data>({ action, input, children, confirm, done, goTo, ...button }: Props<Input, Data>) {
  const router = useRouter()
  const { run, pending } = useAction(action, { ...(done && { done }), ...(goTo && { onDone: () => router.push(goTo) }) })
  return (
    <Button {...button} loading={pending} onClick={() => (!confirm || window.confirm(confirm)) && run(input)}>
      {children}
    </Button>
  )
}
