'use server'

import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive, reverseReceipt } from '@/lib/purchasing/fulfilment/commands/receive'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { act } from './act'

export const respondToOrderAction = async (input: Parameters<typeof respondToOrder>[1]) => act(respondToOrder, input)
export const acceptOrderChangesAction = async (input: Parameters<typeof acceptOrderChanges>[1]) => act(acceptOrderChanges, input)
export const despatchAction = async (input: Parameters<typeof despatch>[1]) => act(despatch, input)
export const receiveAction = async (input: Parameters<typeof receive>[1]) => act(receive, input)
export const reverseReceiptAction = async (input: Parameters<typeof reverseReceipt>[1]) => act(reverseReceipt, input)
