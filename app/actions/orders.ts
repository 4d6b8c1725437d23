'use server'

import { AppError } from '@/lib/platform/errors'
import { approveOrder, rejectOrder } from '@/lib/purchasing/orders/commands/approve-order'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, declineClosing, proposeClosing, withdrawClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { startPayment } from '@/lib/purchasing/payments/commands/start-payment'
import { currentActor } from '../request-context'
import { act, answer } from './act'

export const placeOrderAction = async (input: Parameters<typeof placeOrder>[1]) => act(placeOrder, input)
export const approveOrderAction = async (input: Parameters<typeof approveOrder>[1]) => act(approveOrder, input)
export const rejectOrderAction = async (input: Parameters<typeof rejectOrder>[1]) => act(rejectOrder, input)
export const closeOrderAction = async (input: Parameters<typeof closeOrder>[1]) => act(closeOrder, input)
export const cancelOrderAction = async (input: Parameters<typeof cancelOrder>[1]) => act(cancelOrder, input)
export const proposeClosingAction = async (input: Parameters<typeof proposeClosing>[1]) => act(proposeClosing, input)
export const acceptClosingAction = async (input: Parameters<typeof acceptClosing>[1]) => act(acceptClosing, input)
export const declineClosingAction = async (input: Parameters<typeof declineClosing>[1]) => act(declineClosing, input)
export const withdrawClosingAction = async (input: Parameters<typeof withdrawClosing>[1]) => act(withdrawClosing, input)
export const startPaymentAction = async (input: { orderId: string }) =>
  answer(async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('not_signed_in')
    return startPayment({ actor }, input)
  })
