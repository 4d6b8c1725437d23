'use client'

import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

/** The browser's part of a passkey, loaded when somebody asks for it. */
const library = () => import('@simplewebauthn/browser')

/**
 * Has the device make or show a passkey. What goes wrong there is one sentence: browsers do not say whether there was none, it took too
 * long, or the person thought better of it.
 */
export function usePasskey() {
  const t = useTranslations('secondStep')
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = async <T>(work: () => Promise<T>, words: 'notShown' | 'notMade'): Promise<T | null> => {
    setFailure(null)
    try {
      return await work()
    } catch {
      setFailure(t(words))
      return null
    }
  }
  return {
    failure,
    show: (options: PublicKeyCredentialRequestOptionsJSON) =>
      attempt(async () => (await library()).startAuthentication({ optionsJSON: options }), 'notShown'),
    make: (options: PublicKeyCredentialCreationOptionsJSON) =>
      attempt(async () => (await library()).startRegistration({ optionsJSON: options }), 'notMade'),
  }
}
