'use server'

import { leaveDeal } from '@/lib/pricing/deals/commands/join-deal'
import { callOffDeal, createDeal } from '@/lib/pricing/deals/commands/open-deal'
import { joinDeal } from '@/lib/purchasing/deal-orders/commands/join-deal'
import { act } from './act'

export const createDealAction = async (input: Parameters<typeof createDeal>[1]) => act(createDeal, input)
export const callOffDealAction = async (input: Parameters<typeof callOffDeal>[1]) => act(callOffDeal, input)
export const joinDealAction = async (input: Parameters<typeof joinDeal>[1]) => act(joinDeal, input)
export const leaveDealAction = async (input: Parameters<typeof leaveDeal>[1]) => act(leaveDeal, input)
