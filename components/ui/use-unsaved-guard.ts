'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useConfirm } from './confirm'

/** Asks before a page with unsaved entries is left, by closing the tab or by following a link. */
export function useUnsavedGuard(unsaved: boolean): void {
  const t = useTranslations('common')
  const ask = useConfirm()
  useEffect(() => {
    if (!unsaved) return
    let agreed = false
    const onLeave = (event: BeforeUnloadEvent) => agreed || event.preventDefault()
    const onClick = async (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.<HTMLElement>('a[href]')
      if (agreed || !link || link.getAttribute('target') === '_blank' || link.getAttribute('href')?.startsWith('#')) return
      event.preventDefault()
      event.stopPropagation()
      agreed = await ask({ question: t('leaveUnsaved'), action: t('leave') })
      if (agreed) link.click()
    }
    window.addEventListener('beforeunload', onLeave)
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [unsaved, t, ask])
}
