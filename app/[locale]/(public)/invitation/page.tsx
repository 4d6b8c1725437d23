import { InvitationForm } from '@/components/parties/identity/public-forms'
import { invitationBehind } from '@/lib/parties/identity/queries'
import { acceptInvitationAction } from '../../../actions/identity'

export default async function InvitationPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token = '' } = await searchParams
  return <InvitationForm action={acceptInvitationAction} token={token} invitation={await invitationBehind(token, new Date())} />
}
