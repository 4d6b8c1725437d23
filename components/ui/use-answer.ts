'use client'

import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'

/**
 * What an address of ours answers, asked shortly after the last change of it; answers to earlier ones are dropped.
 * @param address null asks for nothing
 * @returns null as long as there is no answer
 */
export function useAnswer<Answer>(address: string | null): Answer | null {
  const [asked] = useDebouncedValue(address, 120)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (asked === null) return setAnswer(null)
    const abort = new AbortController()
    fetch(asked, { signal: abort.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then(setAnswer)
      .catch(() => undefined)
    return () => abort.abort()
  }, [asked])
  return answer
}
