'use server'

import { headers } from 'next/headers'
import { acceptInvitation } from '@/lib/parties/identity/commands/accept-invitation'
import { agreeToAddressChange, cancelAddressChange, requestAddressChange } from '@/lib/parties/identity/commands/change-address'
import { changePassword } from '@/lib/parties/identity/commands/change-password'
import { assignCostCentre, changeRoles, removeMember } from '@/lib/parties/identity/commands/change-roles'
import { createFirstOperator } from '@/lib/parties/identity/commands/create-operator'
import { inviteMember } from '@/lib/parties/identity/commands/invite-member'
import { addAddress, addCostCentre, removeAddress } from '@/lib/parties/identity/commands/manage-addresses'
import { createApiToken, revokeApiToken, rotateApiToken, setTokenCertificate } from '@/lib/parties/identity/commands/manage-api-tokens'
import { requestPasswordReset, resetPassword } from '@/lib/parties/identity/commands/reset-password'
import { revokeSession } from '@/lib/parties/identity/commands/revoke-session'
import { saveNumberPattern } from '@/lib/parties/identity/commands/save-number-pattern'
import { signUp } from '@/lib/parties/identity/commands/sign-up'
import { switchOrganization } from '@/lib/parties/identity/commands/switch-organization'
import { updateProfile } from '@/lib/parties/identity/commands/update-profile'
import { verifyEmail } from '@/lib/parties/identity/commands/verify-email'
import { AppError } from '@/lib/platform/errors'
import { limitRate } from '@/lib/platform/rate-limit'
import { currentActor } from '../request-context'
import { act, answer } from './act'

/** Calls from one address to the forms that anybody can reach, within an hour. */
async function limited(kind: string): Promise<void> {
  // server.ts has put the caller's address there, whatever the caller wrote.
  const address = (await headers()).get('x-forwarded-for') ?? 'unknown'
  await limitRate(kind, address, 60, 3600)
}

/** Mails that anybody can cause to one address within an hour, whether or not it is known here. */
async function limitedTo(kind: string, email: string): Promise<void> {
  await limitRate(kind, String(email).trim().toLowerCase().slice(0, 254), 3, 3600)
}

export const signUpAction = async (input: Parameters<typeof signUp>[0]) =>
  answer(async () => {
    await limited('sign-up')
    await limitedTo('sign-up-to', input.email)
    await signUp(input)
  })
export const createFirstOperatorAction = async (input: Parameters<typeof createFirstOperator>[0]) =>
  answer(async () => {
    await limited('first-run')
    await createFirstOperator(input)
  })
export const verifyEmailAction = async (input: Parameters<typeof verifyEmail>[0]) => answer(() => verifyEmail(input))
export const requestResetAction = async (input: Parameters<typeof requestPasswordReset>[0]) =>
  answer(async () => {
    await limited('reset')
    await limitedTo('reset-to', input.email)
    await requestPasswordReset(input)
  })
export const resetPasswordAction = async (input: Parameters<typeof resetPassword>[0]) => answer(() => resetPassword(input))
export const acceptInvitationAction = async (input: Parameters<typeof acceptInvitation>[0]) => answer(() => acceptInvitation(input))
export const agreeToAddressChangeAction = async (input: Parameters<typeof agreeToAddressChange>[0]) =>
  answer(() => agreeToAddressChange(input))
export const requestAddressChangeAction = async (input: Parameters<typeof requestAddressChange>[1]) => act(requestAddressChange, input)
export const cancelAddressChangeAction = async () => act(cancelAddressChange, undefined)
export const changePasswordAction = async (input: Parameters<typeof changePassword>[1]) =>
  answer(async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('not_signed_in')
    await changePassword({ actor }, input)
  })
export const inviteMemberAction = async (input: Parameters<typeof inviteMember>[1]) => act(inviteMember, input)
export const changeRolesAction = async (input: Parameters<typeof changeRoles>[1]) => act(changeRoles, input)
export const assignCostCentreAction = async (input: Parameters<typeof assignCostCentre>[1]) => act(assignCostCentre, input)
export const removeMemberAction = async (input: Parameters<typeof removeMember>[1]) => act(removeMember, input)
export const switchOrganizationAction = async (input: Parameters<typeof switchOrganization>[1]) => act(switchOrganization, input)
export const revokeSessionAction = async (input: Parameters<typeof revokeSession>[1]) => act(revokeSession, input)
export const updateProfileAction = async (input: Parameters<typeof updateProfile>[1]) => act(updateProfile, input)
export const addAddressAction = async (input: Parameters<typeof addAddress>[1]) => act(addAddress, input)
export const removeAddressAction = async (input: Parameters<typeof removeAddress>[1]) => act(removeAddress, input)
export const addCostCentreAction = async (input: Parameters<typeof addCostCentre>[1]) => act(addCostCentre, input)
export const createApiTokenAction = async (input: Parameters<typeof createApiToken>[1]) => act(createApiToken, input)
export const rotateApiTokenAction = async (input: Parameters<typeof rotateApiToken>[1]) => act(rotateApiToken, input)
export const setTokenCertificateAction = async (input: Parameters<typeof setTokenCertificate>[1]) => act(setTokenCertificate, input)
export const revokeApiTokenAction = async (input: Parameters<typeof revokeApiToken>[1]) => act(revokeApiToken, input)
export const saveNumberPatternAction = async (input: Parameters<typeof saveNumberPattern>[1]) => act(saveNumberPattern, input)
