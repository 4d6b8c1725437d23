'use client'

import { createContext, useContext } from 'react'

/** Asks who is there once more; false when the person thinks better of it. */
type Prove = () => Promise<boolean>

/** What weighs most asks for it: see `useAction`. Where nothing asks, nobody is asked. */
export const ProofContext = createContext<Prove>(() => Promise.resolve(false))

export const useProof = (): Prove => useContext(ProofContext)
