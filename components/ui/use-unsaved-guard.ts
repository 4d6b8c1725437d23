'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

/** Asks before a page with unsaved entries is left, by closing the tab or by following a link. */
export function useUnsavedGuard(unsaved: boolean): void {
  const t = useTranslations('common')
  useEffect(() => {
    if (!unsaved) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a[href]')
      if (!link || link.getAttribute('target') === '_blank' || link.getAttribute('href')?.startsWith('#')) return
      if (window.confirm(t('leaveUnsaved'))) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', onLeave)
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [unsaved, t])
}
