'use client'

import { NativeSelect } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'

export interface Choices {
  countries: { value: string; label: string }[]
  currencies: string[]
}

/** Where a new company is at home and what it counts in; the language suggests both. */
export function CountryAndCurrency({ countries, currencies, fields }: Choices & { fields: Record<string, string | undefined> }) {
  const t = useTranslations('auth')
  const chinese = useLocale() === 'zh'
  return (
    <>
      <NativeSelect label={t('country')} name="country" data={countries} defaultValue={chinese ? 'CN' : 'DE'} error={fields.country} />
      <NativeSelect
        label={t('currency')}
        name="currency"
        data={currencies}
        defaultValue={chinese ? 'CNY' : 'EUR'}
        error={fields.currency}
      />
    </>
  )
}
