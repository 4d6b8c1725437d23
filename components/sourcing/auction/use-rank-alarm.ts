'use client'

import { useLocalStorage } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'
import { playTone } from './tone'

/**
 * Tells of a change of rank to somebody who looks elsewhere: by a tone, in the window's title, and where the browser has it by a
 * badge on the installed app's icon. Each can be switched off.
 */
export function useRankAlarm(views: readonly BidderView[]) {
  const t = useTranslations('room')
  const [sound, setSound] = useLocalStorage({ key: 'stoa-sound', defaultValue: true })
  const [title, setTitle] = useLocalStorage({ key: 'stoa-title', defaultValue: true })
  const [badge, setBadge] = useLocalStorage({ key: 'stoa-badge', defaultValue: true })
  const before = useRef(new Map<string, number | null>())
  const plain = useRef('')
  useEffect(() => {
    let fell = false
    let rose = false
    for (const { lotId, rank } of views) {
      const known = before.current.get(lotId)
      before.current.set(lotId, rank)
      if (known === undefined || known === rank) continue
      if (known === null || (rank !== null && rank < known)) rose = true
      else fell = true
    }
    if (sound && (fell || rose)) playTone(!fell)
  }, [views, sound])
  const behind = views.filter((view) => view.phase === 'open' && view.rank !== null && view.rank > 1).length
  useEffect(() => {
    if (!title || behind === 0) return
    plain.current = document.title
    document.title = `(${behind}) ${t('outbid')} · ${plain.current}`
    return () => {
      document.title = plain.current
    }
  }, [behind, title, t])
  useEffect(() => {
    if (!badge || behind === 0 || !('setAppBadge' in navigator)) return
    // Some browsers refuse it to a page that is not installed.
    navigator.setAppBadge(behind).catch(() => undefined)
    return () => void navigator.clearAppBadge().catch(() => undefined)
  }, [behind, badge])
  return { sound, setSound, title, setTitle, badge, setBadge }
}
