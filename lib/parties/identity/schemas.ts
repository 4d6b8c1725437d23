import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { postalAddress } from '@/lib/platform/fields/address'
import { countryCode, currencyCode } from '@/lib/platform/fields/codes'
import { idOf } from '@/lib/platform/fields/ids'
import { line } from '@/lib/platform/fields/text'
import { numberFormats } from '@/lib/platform/i18n/number-formats'
import { API_TOKEN_DAYS, idleMinutes, organizationKinds, rolesFor, type Scope, scopesFor, secondFactorPolicies } from './model'

/** Where the addresses of erased people lie: nobody has one there. */
export const ERASED = 'erased.invalid'
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('email').refine((address) => !address.endsWith(`@${ERASED}`), 'email'))
/** That it is not guessed soon is looked at where it is hashed: `new-password.ts`. */
export const password = z.string().min(12, 'password').max(128, 'password')
export const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'timeZone')
export const locale = z.enum(['en', 'zh'])
const role = z.enum(rolesFor(organizationKinds) as [string, ...string[]])

export const signUpInput = z.object({
  name: line(),
  email,
  organization: line(),
  kinds: z.array(z.enum(['buyer', 'supplier'])).min(1, 'required'),
  country: countryCode,
  currency: currencyCode(),
  locale: locale.default('en'),
  timeZone: timeZone.default('UTC'),
})
export const createOperatorInput = signUpInput.omit({ kinds: true, locale: true, timeZone: true }).extend({ password })
/** with the code that the log of a new installation prints */
export const firstOperatorInput = createOperatorInput.extend({ code: line() })
export const tokenInput = z.object({ token: z.string().min(20).max(100) })
export const requestResetInput = z.object({ email })
/** the present password may be of days with other rules */
export const changePasswordInput = z.object({ current: z.string().min(1).max(200), password })
export const oneTimeCode = z.string().trim().min(6, 'code').max(60, 'code')
/** What a browser says of a device's answer is looked through by the library that verifies it. */
const isDeviceAnswer = (value: unknown): boolean =>
  z.looseObject({ id: z.string().regex(/^[\w-]{1,2000}$/), response: z.looseObject({}) }).safeParse(value).success
/** a passkey that was shown */
export const passkeyShownInput = z.custom<AuthenticationResponseJSON>(isDeviceAnswer, 'passkey_refused')
export const codeInput = z.object({ code: oneTimeCode })
export const addPasskeyInput = z.object({ name: line(60), made: z.custom<RegistrationResponseJSON>(isDeviceAnswer, 'passkey_refused') })
export const passkeyInput = z.object({ passkeyId: z.string().regex(/^[\w-]{1,2000}$/) })
export const proofInput = z.object({
  password: z.string().max(200).optional(),
  code: oneTimeCode.optional(),
  passkey: passkeyShownInput.optional(),
})
export const securityPolicyInput = z.object({
  secondFactor: z.enum(secondFactorPolicies),
  idleMinutes: z.literal(idleMinutes),
})
export const legalHoldInput = z.object({ reason: line(300) })
export const legalHoldIdInput = z.object({ holdId: idOf('LegalHold') })
export const newAddressInput = z.object({ email })
export const resetPasswordInput = tokenInput.extend({ password })
export const acceptInvitationInput = tokenInput.extend({ name: line().optional(), password: password.optional() })
export const inviteMemberInput = z.object({ email, roles: z.array(role).min(1, 'role_missing') })
export const changeRolesInput = z.object({ membershipId: idOf('Membership'), roles: z.array(role).min(1, 'role_missing') })
export const membershipInput = z.object({ membershipId: idOf('Membership') })
export const switchOrganizationInput = z.object({ organizationId: idOf('Organization') })
export const revokeSessionInput = z.object({ sessionId: idOf('Session') })
export const profileInput = z.object({ name: line(), locale, timeZone, numberFormat: z.enum(numberFormats) })
export const addressInput = postalAddress
export const addressIdInput = z.object({ addressId: idOf('Address') })
export const costCentreInput = z.object({ code: line(20), name: line() })
export const apiTokenInput = z.object({
  name: line(60),
  scopes: z.array(z.enum(scopesFor(organizationKinds) as [Scope, ...Scope[]])).min(1, 'required'),
  /** days until it ends */
  days: z.int().min(1).max(API_TOKEN_DAYS),
})
export const apiTokenIdInput = z.object({ tokenId: idOf('ApiToken') })
/** PEM or SHA-256 of a certificate; null takes it away */
export const tokenCertificateInput = z.object({ tokenId: idOf('ApiToken'), certificate: z.string().trim().max(16_000).nullable() })
export const assignCostCentreInput = z.object({ membershipId: idOf('Membership'), costCentreId: idOf('CostCentre').nullable() })
export const limitMemberInput = z.object({ membershipId: idOf('Membership'), catalogsOnly: z.boolean() })
