'use server'

import { keepOwnCategories, mapCategories, mapUnit, removeOwnCategory, removeUnit } from '@/lib/catalog/mapping/commands/map'
import { act } from './act'

export const keepOwnCategoriesAction = async (input: Parameters<typeof keepOwnCategories>[1]) => act(keepOwnCategories, input)
export const removeOwnCategoryAction = async (input: Parameters<typeof removeOwnCategory>[1]) => act(removeOwnCategory, input)
export const mapCategoriesAction = async (input: Parameters<typeof mapCategories>[1]) => act(mapCategories, input)
export const mapUnitAction = async (input: Parameters<typeof mapUnit>[1]) => act(mapUnit, input)
export const removeUnitAction = async (input: Parameters<typeof removeUnit>[1]) => act(removeUnit, input)
