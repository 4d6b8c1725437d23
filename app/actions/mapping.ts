'use server'

import { mapCategories, mapUnit, removeInternalCategory, removeUnit, saveInternalCategories } from '@/lib/catalog/mapping/commands/map'
import { act } from './act'

export const saveInternalCategoriesAction = async (input: Parameters<typeof saveInternalCategories>[1]) =>
  act(saveInternalCategories, input)
export const removeInternalCategoryAction = async (input: Parameters<typeof removeInternalCategory>[1]) =>
  act(removeInternalCategory, input)
export const mapCategoriesAction = async (input: Parameters<typeof mapCategories>[1]) => act(mapCategories, input)
export const mapUnitAction = async (input: Parameters<typeof mapUnit>[1]) => act(mapUnit, input)
export const removeUnitAction = async (input: Parameters<typeof removeUnit>[1]) => act(removeUnit, input)
