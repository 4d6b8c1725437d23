import { ResetPasswordForm } from '@/components/parties/identity/public-forms'
import { singleValues } from '@/components/ui/single-values'
import { resetPasswordAction } from '../../../actions/identity'

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = singleValues(await searchParams)
  return <ResetPasswordForm action={resetPasswordAction} token={token} />
}
