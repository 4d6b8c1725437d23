import { z } from 'zod'

/** Products that one group holds at most. */
export const MAX_MERGED = 50

export const decideDuplicateInput = z.discriminatedUnion('decision', [
  /** the product under which both are shown from now on */
  z.object({ proposalId: z.uuid(), decision: z.literal('merge'), headId: z.uuid() }),
  z.object({ proposalId: z.uuid(), decision: z.literal('apart') }),
  z.object({ proposalId: z.uuid(), decision: z.literal('reopen') }),
])
export const mergeSureInput = z.object({})
export const mergeProductsInput = z.object({ headId: z.uuid(), productIds: z.array(z.uuid()).min(1).max(MAX_MERGED) })
export const unmergeProductInput = z.object({ productId: z.uuid() })
export const startDuplicateSearchInput = z.object({})
export const duplicateStates = ['open', 'merged', 'apart'] as const
