import { getLocale } from 'next-intl/server'
import { SignUpForm } from '@/components/parties/identity/public-forms'
import { countryOptions } from '@/components/ui/countries'
import { isLocale } from '@/lib/platform/i18n/locales'
import { signUpAction } from '../../../actions/identity'

export default async function SignUpPage() {
  const locale = await getLocale()
  return (
    <SignUpForm
      action={signUpAction}
      countries={countryOptions(isLocale(locale) ? locale : 'en')}
      currencies={Intl.supportedValuesOf('currency')}
    />
  )
}
