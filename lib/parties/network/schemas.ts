import { z } from 'zod'
import { idOf } from '@/lib/platform/fields/ids'
import { networkFees } from './fee-schemas'
import { networkRights } from './model'

const rights = z.array(z.enum(networkRights)).min(1, 'required')

export const networkInput = z.object({
  name: z.string().trim().min(1, 'required').max(120),
  description: z.string().trim().max(2000).default(''),
})
export const publishTermsInput = z.object({
  networkId: idOf('Network'),
  bodyEn: z.string().trim().min(20, 'terms').max(50_000),
  bodyZh: z.string().trim().min(10, 'terms').max(50_000),
  /** a part of the terms: a change of them asks for consent too */
  fees: networkFees.default([]),
})
export const networkSecurityInput = z.object({ networkId: idOf('Network'), requiresSecondFactor: z.boolean() })
export const applyInput = z.object({ networkId: idOf('Network'), acceptTerms: z.int().min(1, 'required') })
/** What an operator decides of an organization that is in its network, or wants to be. */
export const membershipDecisions = ['accept', 'reject', 'suspend', 'reinstate'] as const
export const decideMembershipInput = z.object({ membershipId: idOf('NetworkMembership'), step: z.enum(membershipDecisions) })
export const changeRightsInput = z.object({ membershipId: idOf('NetworkMembership'), rights })
export const inviteOrganizationInput = z.object({ networkId: idOf('Network'), organizationId: idOf('Organization'), rights })
