'use server'

import { consentChanges } from '@/lib/catalog/virtual/commands/consent-changes'
import { checkVersion, decideVersion, submitVersion, withdrawVersion } from '@/lib/catalog/virtual/commands/move-version'
import { publishVersion, publishVirtualCatalog, rollBackVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import {
  createVirtualCatalog,
  describeVirtualCatalog,
  pickOffer,
  removeVirtualCatalog,
  saveItem,
} from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { limitMember } from '@/lib/parties/identity/commands/limit-member'
import { act } from './act'

export const createVirtualCatalogAction = async (input: Parameters<typeof createVirtualCatalog>[1]) => act(createVirtualCatalog, input)
export const describeVirtualCatalogAction = async (input: Parameters<typeof describeVirtualCatalog>[1]) =>
  act(describeVirtualCatalog, input)
export const saveItemAction = async (input: Parameters<typeof saveItem>[1]) => act(saveItem, input)
export const pickOfferAction = async (input: Parameters<typeof pickOffer>[1]) => act(pickOffer, input)
export const limitMemberAction = async (input: Parameters<typeof limitMember>[1]) => act(limitMember, input)
export const removeVirtualCatalogAction = async (input: Parameters<typeof removeVirtualCatalog>[1]) => act(removeVirtualCatalog, input)
export const publishVirtualCatalogAction = async (input: Parameters<typeof publishVirtualCatalog>[1]) => act(publishVirtualCatalog, input)
export const checkVersionAction = async (input: Parameters<typeof checkVersion>[1]) => act(checkVersion, input)
export const submitVersionAction = async (input: Parameters<typeof submitVersion>[1]) => act(submitVersion, input)
export const decideVersionAction = async (input: Parameters<typeof decideVersion>[1]) => act(decideVersion, input)
export const withdrawVersionAction = async (input: Parameters<typeof withdrawVersion>[1]) => act(withdrawVersion, input)
export const publishVersionAction = async (input: Parameters<typeof publishVersion>[1]) => act(publishVersion, input)
export const consentChangesAction = async (input: Parameters<typeof consentChanges>[1]) => act(consentChanges, input)
export const rollBackVirtualCatalogAction = async (input: Parameters<typeof rollBackVirtualCatalog>[1]) =>
  act(rollBackVirtualCatalog, input)
