'use server'

import { keepComparison, removeComparison } from '@/lib/comparing/commands/keep-comparison'
import { act } from './act'

export const keepComparisonAction = async (input: Parameters<typeof keepComparison>[1]) => act(keepComparison, input)
export const removeComparisonAction = async (input: Parameters<typeof removeComparison>[1]) => act(removeComparison, input)
