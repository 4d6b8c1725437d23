'use server'

import { keepComparison, removeComparison } from '@/lib/discovery/comparison/commands/save-comparison'
import { act } from './act'

export const keepComparisonAction = async (input: Parameters<typeof keepComparison>[1]) => act(keepComparison, input)
export const removeComparisonAction = async (input: Parameters<typeof removeComparison>[1]) => act(removeComparison, input)
