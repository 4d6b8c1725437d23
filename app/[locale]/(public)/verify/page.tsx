import { VerifyEmailForm } from '@/components/parties/identity/public-forms'
import { verifyEmailAction } from '../../../actions/identity'

export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = await searchParams
  return <VerifyEmailForm action={verifyEmailAction} token={token} />
}
