import { z } from 'zod'
import { idOf } from '@/lib/platform/fields/ids'

/** Products that one group holds at most. */
export const MAX_MERGED = 50

export const decideDuplicateInput = z.discriminatedUnion('decision', [
  /** the product under which both are shown from now on */
  z.object({ proposalId: idOf('DuplicateProposal'), decision: z.literal('merge'), headId: idOf('Product') }),
  z.object({ proposalId: idOf('DuplicateProposal'), decision: z.literal('apart') }),
  z.object({ proposalId: idOf('DuplicateProposal'), decision: z.literal('reopen') }),
])
export const mergeSureInput = z.object({})
export const mergeProductsInput = z.object({ headId: idOf('Product'), productIds: z.array(idOf('Product')).min(1).max(MAX_MERGED) })
export const unmergeProductInput = z.object({ productId: idOf('Product') })
export const startDuplicateSearchInput = z.object({})
export const duplicateStates = ['open', 'merged', 'apart'] as const
