'use client'

import { useEffect } from 'react'
import { useRouter } from '@/lib/platform/i18n/navigation'

/** Longest time that a browser's timer counts. */
const LONGEST_MS = 2 ** 31 - 1
/** After an instant, so that what happens then has happened. */
const AFTER_MS = 1000

/** Loads the page anew when the next of some instants has passed, where nothing live tells that something has begun or ended. */
export function RefreshAt({ instants }: { instants: readonly string[] }) {
  const router = useRouter()
  const next = instants.filter((at) => Date.parse(at) + AFTER_MS > Date.now()).sort()[0]
  useEffect(() => {
    const wait = next ? Date.parse(next) + AFTER_MS - Date.now() : LONGEST_MS
    if (wait >= LONGEST_MS) return
    const timer = setTimeout(() => router.refresh(), Math.max(wait, AFTER_MS))
    return () => clearTimeout(timer)
  }, [next, router])
  return null
}
