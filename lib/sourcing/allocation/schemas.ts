import { z } from 'zod'
import { amountText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { nullable } from '@/lib/platform/fields/text'

export const scenarioKinds = ['cheapest', 'fewest', 'fastest', 'balanced'] as const

/** What a split has to keep to, and what is weighed; amounts in the organization's currency. */
export const allocationOptions = z.object({
  suppliers: nullable(z.int().min(1, 'positive').max(100)),
  spend: nullable(amountText),
  /** until the last line is there */
  days: nullable(z.int().min(0).max(1000)),
  /** in the balanced split: what one more supplier, and one more day of waiting, count like */
  supplierWeight: amountText.default('15'),
  dayWeight: amountText.default('5'),
  /** go on until nothing better is possible, instead of stopping close to it */
  exact: z.boolean().default(false),
})
export type AllocationOptions = z.output<typeof allocationOptions>

export const startAllocationInput = z.object({ listId: idOf('BuyingList'), options: allocationOptions })
export const allocationIdInput = z.object({ allocationId: idOf('Allocation') })
export const applyAllocationInput = z.object({ allocationId: idOf('Allocation'), scenario: z.enum(scenarioKinds) })
