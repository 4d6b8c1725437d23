'use server'

import { markNotificationsRead } from '@/lib/parties/notifications/commands/mark-read'
import { AppError } from '@/lib/platform/errors'
import { acceptCartChanges, addToCart, removeLine, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { orderAgain } from '@/lib/purchasing/cart/commands/order-again'
import { toggleFavourite } from '@/lib/purchasing/cart/commands/save-favourite'
import {
  acceptOrderChanges,
  answerOrder,
  cancelOrder,
  closeOrder,
  receiveOrder,
  shipOrder,
} from '@/lib/purchasing/orders/commands/advance-order'
import { approveOrder, refuseOrder } from '@/lib/purchasing/orders/commands/approve-order'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { startPayment } from '@/lib/purchasing/payments/commands/start-payment'
import { currentActor } from '../request-context'
import { act, answer } from './act'

export const addToCartAction = async (input: Parameters<typeof addToCart>[1]) => act(addToCart, input)
export const setQuantityAction = async (input: Parameters<typeof setQuantity>[1]) => act(setQuantity, input)
export const removeLineAction = async (input: Parameters<typeof removeLine>[1]) => act(removeLine, input)
export const acceptCartChangesAction = async (input: Parameters<typeof acceptCartChanges>[1]) => act(acceptCartChanges, input)
export const placeOrderAction = async (input: Parameters<typeof placeOrder>[1]) => act(placeOrder, input)
export const approveOrderAction = async (input: Parameters<typeof approveOrder>[1]) => act(approveOrder, input)
export const refuseOrderAction = async (input: Parameters<typeof refuseOrder>[1]) => act(refuseOrder, input)
export const orderAgainAction = async (input: Parameters<typeof orderAgain>[1]) => act(orderAgain, input)
export const answerOrderAction = async (input: Parameters<typeof answerOrder>[1]) => act(answerOrder, input)
export const acceptOrderChangesAction = async (input: Parameters<typeof acceptOrderChanges>[1]) => act(acceptOrderChanges, input)
export const shipOrderAction = async (input: Parameters<typeof shipOrder>[1]) => act(shipOrder, input)
export const receiveOrderAction = async (input: Parameters<typeof receiveOrder>[1]) => act(receiveOrder, input)
export const closeOrderAction = async (input: Parameters<typeof closeOrder>[1]) => act(closeOrder, input)
export const cancelOrderAction = async (input: Parameters<typeof cancelOrder>[1]) => act(cancelOrder, input)
export const toggleFavouriteAction = async (input: Parameters<typeof toggleFavourite>[1]) => act(toggleFavourite, input)
export const markNotificationsReadAction = async () => act(markNotificationsRead, {})
export const startPaymentAction = async (input: { orderId: string }) =>
  answer(async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('not_signed_in')
    return startPayment({ actor }, input)
  })
