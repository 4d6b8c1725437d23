import { AgreeToAddressForm } from '@/components/parties/identity/change-address'
import { agreeToAddressChangeAction } from '../../../actions/identity'

export default async function ChangeAddressPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = await searchParams
  return <AgreeToAddressForm action={agreeToAddressChangeAction} token={String(token)} />
}
