import { AgreeToAddressForm } from '@/components/parties/identity/change-address'
import { singleValues } from '@/components/ui/single-values'
import { agreeToAddressChangeAction } from '../../../actions/identity'

export default async function ChangeAddressPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = singleValues(await searchParams)
  return <AgreeToAddressForm action={agreeToAddressChangeAction} token={String(token)} />
}
