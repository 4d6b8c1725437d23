import { InvitationForm } from '@/components/parties/identity/public-forms'
import { singleValues } from '@/components/ui/single-values'
import { invitationBehind } from '@/lib/parties/identity/queries'
import { acceptInvitationAction } from '../../../actions/identity'

export default async function InvitationPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = singleValues(await searchParams)
  return <InvitationForm action={acceptInvitationAction} token={token} invitation={await invitationBehind(token, new Date())} />
}
