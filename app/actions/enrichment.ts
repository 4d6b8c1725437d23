'use server'

import { enrichProduct, removeEnrichmentFile, showAddedFirst } from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { act } from './act'

export const enrichProductAction = async (input: Parameters<typeof enrichProduct>[1]) => act(enrichProduct, input)
export const removeEnrichmentFileAction = async (input: Parameters<typeof removeEnrichmentFile>[1]) => act(removeEnrichmentFile, input)
export const showAddedFirstAction = async (input: Parameters<typeof showAddedFirst>[1]) => act(showAddedFirst, input)
