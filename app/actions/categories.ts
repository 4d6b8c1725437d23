'use server'

import {
  addCategory,
  archiveCategory,
  removeCategory,
  renameCategory,
  saveRequestedAttributes,
} from '@/lib/catalog/categories/commands/save-category'
import { act } from './act'

export const addCategoryAction = async (input: Parameters<typeof addCategory>[1]) => act(addCategory, input)
export const renameCategoryAction = async (input: Parameters<typeof renameCategory>[1]) => act(renameCategory, input)
export const archiveCategoryAction = async (input: Parameters<typeof archiveCategory>[1]) => act(archiveCategory, input)
export const removeCategoryAction = async (input: Parameters<typeof removeCategory>[1]) => act(removeCategory, input)
export const saveRequestedAttributesAction = async (input: Parameters<typeof saveRequestedAttributes>[1]) =>
  act(saveRequestedAttributes, input)
