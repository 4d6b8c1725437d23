'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useConfirm } from './confirm'

/** Time that a page takes to go, once its person has agreed to leave it. */
const LEAVING_MS = 5000

/** Does a link leave the page as it is? */
const staysHere = (link: Element): boolean =>
  link.getAttribute('target') === '_blank' || link.hasAttribute('download') || Boolean(link.getAttribute('href')?.startsWith('#'))

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
      if (agreed || !link || staysHere(link)) return
      event.preventDefault()
      event.stopPropagation()
      agreed = await ask({ question: t('leaveUnsaved'), action: t('leave') })
      if (!agreed) return
      link.click()
      // Where the page is still the same after that, it is guarded again.
      setTimeout(() => {
        agreed = false
      }, LEAVING_MS)
    }
    window.addEventListener('beforeunload', onLeave)
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [unsaved, t, ask])
}
