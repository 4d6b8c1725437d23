import { ResetPasswordForm } from '@/components/parties/identity/public-forms'
import { resetPasswordAction } from '../../../actions/identity'

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = await searchParams
  return <ResetPasswordForm action={resetPasswordAction} token={token} />
}
