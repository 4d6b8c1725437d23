import { VerifyEmailForm } from '@/components/parties/identity/public-forms'
import { singleValues } from '@/components/ui/single-values'
import { verifyEmailAction } from '../../../actions/identity'

export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = singleValues(await searchParams)
  return <VerifyEmailForm action={verifyEmailAction} token={token} />
}
