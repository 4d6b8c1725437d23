'use server'

import { acceptCartChanges, addToCart, removeLine, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { orderAgain } from '@/lib/purchasing/cart/commands/order-again'
import { toggleFavourite } from '@/lib/purchasing/cart/commands/save-favourite'
import { act } from './act'

export const addToCartAction = async (input: Parameters<typeof addToCart>[1]) => act(addToCart, input)
export const setQuantityAction = async (input: Parameters<typeof setQuantity>[1]) => act(setQuantity, input)
export const removeLineAction = async (input: Parameters<typeof removeLine>[1]) => act(removeLine, input)
export const acceptCartChangesAction = async (input: Parameters<typeof acceptCartChanges>[1]) => act(acceptCartChanges, input)
export const orderAgainAction = async (input: Parameters<typeof orderAgain>[1]) => act(orderAgain, input)
export const toggleFavouriteAction = async (input: Parameters<typeof toggleFavourite>[1]) => act(toggleFavourite, input)
