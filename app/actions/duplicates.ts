'use server'

import { startDuplicateSearch } from '@/lib/catalog/duplicates/commands/find-duplicates'
import { decideDuplicate, mergeProducts, mergeSure, unmergeProduct } from '@/lib/catalog/duplicates/commands/merge-products'
import { act } from './act'

export const startDuplicateSearchAction = async (input: Parameters<typeof startDuplicateSearch>[1]) => act(startDuplicateSearch, input)
export const decideDuplicateAction = async (input: Parameters<typeof decideDuplicate>[1]) => act(decideDuplicate, input)
export const mergeSureAction = async (input: Parameters<typeof mergeSure>[1]) => act(mergeSure, input)
export const mergeProductsAction = async (input: Parameters<typeof mergeProducts>[1]) => act(mergeProducts, input)
export const unmergeProductAction = async (input: Parameters<typeof unmergeProduct>[1]) => act(unmergeProduct, input)
