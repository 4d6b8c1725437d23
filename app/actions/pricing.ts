'use server'

import { takePriceListStep } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { keepCustomerGroup, removeCustomerGroup } from '@/lib/pricing/price-lists/commands/save-customer-group'
import { copyPriceList, createPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { discountOffers, keepPrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { act } from './act'

export const createPriceListAction = async (input: Parameters<typeof createPriceList>[1]) => act(createPriceList, input)
export const describePriceListAction = async (input: Parameters<typeof describePriceList>[1]) => act(describePriceList, input)
export const copyPriceListAction = async (input: Parameters<typeof copyPriceList>[1]) => act(copyPriceList, input)
export const takePriceListStepAction = async (input: Parameters<typeof takePriceListStep>[1]) => act(takePriceListStep, input)
export const keepPricesAction = async (input: Parameters<typeof keepPrices>[1]) => act(keepPrices, input)
export const discountOffersAction = async (input: Parameters<typeof discountOffers>[1]) => act(discountOffers, input)
export const keepCustomerGroupAction = async (input: Parameters<typeof keepCustomerGroup>[1]) => act(keepCustomerGroup, input)
export const removeCustomerGroupAction = async (input: Parameters<typeof removeCustomerGroup>[1]) => act(removeCustomerGroup, input)
