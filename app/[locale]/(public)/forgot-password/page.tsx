import { ForgotPasswordForm } from '@/components/parties/identity/public-forms'
import { requestResetAction } from '../../../actions/identity'

export default function ForgotPasswordPage() {
  return <ForgotPasswordForm action={requestResetAction} />
}
