'use server'

import { removeComparison, saveComparison } from '@/lib/discovery/comparison/commands/save-comparison'
import { act } from './act'

export const saveComparisonAction = async (input: Parameters<typeof saveComparison>[1]) => act(saveComparison, input)
export const removeComparisonAction = async (input: Parameters<typeof removeComparison>[1]) => act(removeComparison, input)
