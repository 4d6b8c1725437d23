'use client'

import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'
import { useConfirm } from './confirm'
import { type Action, useAction } from './use-action'

interface Props<Input, Data> extends ButtonProps {
  action: Action<Input, Data>
  input: Input
  children: ReactNode
  /** asked before something that cannot be taken back */
  confirm?: string
  done?: string
  goTo?: string
  /** the page of what the action has made is this path and its id */
  goToNew?: string
}

/** A button that runs one server action. */
export function ActionButton<Input, Data>({ action, input, children, confirm, done, goTo, goToNew, ...button }: Props<Input, Data>) {
  const router = useRouter()
  const ask = useConfirm()
  const { run, pending } = useAction(action, {
    ...(done && { done }),
    onDone: (data) => {
      if (goTo) router.push(goTo)
      else if (goToNew && isNew(data)) router.push(`${goToNew}/${data.id}`)
    },
  })
  return (
    <Button
      {...button}
      loading={pending}
      onClick={async () => (!confirm || (await ask({ question: confirm, action: children }))) && run(input)}
    >
      {children}
    </Button>
  )
}

const isNew = (data: unknown): data is { id: string } => typeof data === 'object' && data !== null && 'id' in data
