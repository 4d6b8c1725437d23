import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { FirstRunForm } from '@/components/parties/identity/first-run-form'
import { countryOptions } from '@/components/ui/countries'
import { isFirstRun } from '@/lib/parties/identity/first-run'
import { isLocale } from '@/lib/platform/i18n/locales'
import { redirect } from '@/lib/platform/i18n/navigation'
import { createFirstOperatorAction } from '../../../actions/identity'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('firstRun') }
}

export default async function FirstRunPage() {
  const locale = await getLocale()
  if (!(await isFirstRun())) redirect({ href: '/sign-in', locale })
  return (
    <FirstRunForm
      action={createFirstOperatorAction}
      countries={countryOptions(isLocale(locale) ? locale : 'en')}
      currencies={Intl.supportedValuesOf('currency')}
    />
  )
}
