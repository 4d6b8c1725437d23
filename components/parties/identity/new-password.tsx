'use client'

import { PasswordInput } from '@mantine/core'
import { useTranslations } from 'next-intl'

/** Where a visitor chooses a password: what it has to be like, and for the browser that it is a new one. */
export function NewPassword({ label, error }: { label: string; error: string | undefined }) {
  const t = useTranslations('auth')
  return <PasswordInput label={label} description={t('passwordHint')} name="password" autoComplete="new-password" required error={error} />
}
