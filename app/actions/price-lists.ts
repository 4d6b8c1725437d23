'use server'

import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { removeCustomerGroup, saveCustomerGroup } from '@/lib/pricing/price-lists/commands/save-customer-group'
import { copyPriceList, createPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { discountOffers, savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { act } from './act'

export const createPriceListAction = async (input: Parameters<typeof createPriceList>[1]) => act(createPriceList, input)
export const describePriceListAction = async (input: Parameters<typeof describePriceList>[1]) => act(describePriceList, input)
export const copyPriceListAction = async (input: Parameters<typeof copyPriceList>[1]) => act(copyPriceList, input)
export const takePriceListStepAction = async (input: Parameters<typeof advancePriceList>[1]) => act(advancePriceList, input)
export const savePricesAction = async (input: Parameters<typeof savePrices>[1]) => act(savePrices, input)
export const discountOffersAction = async (input: Parameters<typeof discountOffers>[1]) => act(discountOffers, input)
export const saveCustomerGroupAction = async (input: Parameters<typeof saveCustomerGroup>[1]) => act(saveCustomerGroup, input)
export const removeCustomerGroupAction = async (input: Parameters<typeof removeCustomerGroup>[1]) => act(removeCustomerGroup, input)
