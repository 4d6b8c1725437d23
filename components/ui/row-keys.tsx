'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** Arrow keys move between rows, Enter opens the one in focus, Space ticks it. */
export function RowKeys({ children }: { children: ReactNode }) {
  const router = useRouter()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = event.target
    if (!(row instanceof HTMLTableRowElement) || !row.dataset.href) return
    const next = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null
    if (next instanceof HTMLElement) {
      event.preventDefault()
      next.focus()
    } else if (event.key === 'Enter') router.push(row.dataset.href)
    else if (event.key === ' ') {
      event.preventDefault()
      row.querySelector<HTMLInputElement>('input[name=row]')?.click()
    }
  }
  // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside take the focus, this only listens
  return <div onKeyDown={onKeyDown}>{children}</div>
}
