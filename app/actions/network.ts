'use server'

import { acceptTerms, applyToNetwork } from '@/lib/parties/network/commands/apply-to-network'
import {
  changeRights,
  createNetwork,
  decideMembership,
  inviteOrganization,
  publishTerms,
  setNetworkSecurity,
} from '@/lib/parties/network/commands/manage-network'
import { setExchangeRate } from '@/lib/pricing/rates/commands/set-exchange-rate'
import { act } from './act'

export const applyAction = async (input: Parameters<typeof applyToNetwork>[1]) => act(applyToNetwork, input)
export const acceptTermsAction = async (input: Parameters<typeof acceptTerms>[1]) => act(acceptTerms, input)
export const createNetworkAction = async (input: Parameters<typeof createNetwork>[1]) => act(createNetwork, input)
export const publishTermsAction = async (input: Parameters<typeof publishTerms>[1]) => act(publishTerms, input)
export const decideMembershipAction = async (input: Parameters<typeof decideMembership>[1]) => act(decideMembership, input)
export const changeRightsAction = async (input: Parameters<typeof changeRights>[1]) => act(changeRights, input)
export const inviteOrganizationAction = async (input: Parameters<typeof inviteOrganization>[1]) => act(inviteOrganization, input)
export const setNetworkSecurityAction = async (input: Parameters<typeof setNetworkSecurity>[1]) => act(setNetworkSecurity, input)
export const setExchangeRateAction = async (input: Parameters<typeof setExchangeRate>[1]) => act(setExchangeRate, input)
