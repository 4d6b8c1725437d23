'use server'

import {
  createVirtualCatalog,
  describeVirtualCatalog,
  keepItem,
  limitMember,
  pickOffer,
  removeVirtualCatalog,
} from '@/lib/virtual-catalogs/commands/keep-virtual-catalog'
import { publishVirtualCatalog, rollBackVirtualCatalog } from '@/lib/virtual-catalogs/commands/publish-virtual-catalog'
import { act } from './act'

export const createVirtualCatalogAction = async (input: Parameters<typeof createVirtualCatalog>[1]) => act(createVirtualCatalog, input)
export const describeVirtualCatalogAction = async (input: Parameters<typeof describeVirtualCatalog>[1]) =>
  act(describeVirtualCatalog, input)
export const keepItemAction = async (input: Parameters<typeof keepItem>[1]) => act(keepItem, input)
export const pickOfferAction = async (input: Parameters<typeof pickOffer>[1]) => act(pickOffer, input)
export const limitMemberAction = async (input: Parameters<typeof limitMember>[1]) => act(limitMember, input)
export const removeVirtualCatalogAction = async (input: Parameters<typeof removeVirtualCatalog>[1]) => act(removeVirtualCatalog, input)
export const publishVirtualCatalogAction = async (input: Parameters<typeof publishVirtualCatalog>[1]) => act(publishVirtualCatalog, input)
export const rollBackVirtualCatalogAction = async (input: Parameters<typeof rollBackVirtualCatalog>[1]) =>
  act(rollBackVirtualCatalog, input)
