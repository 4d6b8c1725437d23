'use server'

import { startDuplicateSearch } from '@/lib/catalog/duplicates/commands/find-duplicates'
import { decideDuplicate, joinProducts, joinSure, splitProduct } from '@/lib/catalog/duplicates/commands/merge-products'
import { act } from './act'

export const startDuplicateSearchAction = async (input: Parameters<typeof startDuplicateSearch>[1]) => act(startDuplicateSearch, input)
export const decideDuplicateAction = async (input: Parameters<typeof decideDuplicate>[1]) => act(decideDuplicate, input)
export const joinSureAction = async (input: Parameters<typeof joinSure>[1]) => act(joinSure, input)
export const joinProductsAction = async (input: Parameters<typeof joinProducts>[1]) => act(joinProducts, input)
export const splitProductAction = async (input: Parameters<typeof splitProduct>[1]) => act(splitProduct, input)
