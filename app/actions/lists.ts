'use server'

import {
  addProduct,
  addRows,
  createList,
  listFromCart,
  removeList,
  removeListLine,
  renameList,
  setListLine,
} from '@/lib/purchasing/lists/commands/save-list'
import { applyAllocation } from '@/lib/sourcing/allocation/commands/apply-allocation'
import { cancelAllocation, startAllocation } from '@/lib/sourcing/allocation/commands/search-allocation'
import { act } from './act'

export const createListAction = async (input: Parameters<typeof createList>[1]) => act(createList, input)
export const listFromCartAction = async (input: Parameters<typeof listFromCart>[1]) => act(listFromCart, input)
export const renameListAction = async (input: Parameters<typeof renameList>[1]) => act(renameList, input)
export const removeListAction = async (input: Parameters<typeof removeList>[1]) => act(removeList, input)
export const addRowsAction = async (input: Parameters<typeof addRows>[1]) => act(addRows, input)
export const addProductAction = async (input: Parameters<typeof addProduct>[1]) => act(addProduct, input)
export const setListLineAction = async (input: Parameters<typeof setListLine>[1]) => act(setListLine, input)
export const removeListLineAction = async (input: Parameters<typeof removeListLine>[1]) => act(removeListLine, input)
export const startAllocationAction = async (input: Parameters<typeof startAllocation>[1]) => act(startAllocation, input)
export const cancelAllocationAction = async (input: Parameters<typeof cancelAllocation>[1]) => act(cancelAllocation, input)
export const applyAllocationAction = async (input: Parameters<typeof applyAllocation>[1]) => act(applyAllocation, input)
