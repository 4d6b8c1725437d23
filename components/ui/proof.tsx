'use client'

import { createContext, useCallback, useContext } from 'react'
import type { Problem } from '@/lib/platform/errors'

type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem }

/** Asks who is there once more; false when the person thinks better of it. */
type Prove = () => Promise<boolean>

/** What weighs most asks for it. Where nothing asks, nobody is asked. */
export const ProofContext = createContext<Prove>(() => Promise.resolve(false))

/**
 * Runs a server action and, when it asks who is there, once more after that was shown.
 * @returns null when the person thought better of it
 */
export function useProven() {
  const prove = useContext(ProofContext)
  return useCallback(
    async <T,>(run: () => Promise<Result<T>>): Promise<Result<T> | null> => {
      const result = await run()
      if (result.ok || result.problem.code !== 'proof_needed') return result
      return (await prove()) ? run() : null
    },
    [prove],
  )
}
