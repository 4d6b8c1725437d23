import { z } from 'zod'
import { categoryCode } from '@/lib/platform/fields/codes'
import { decimalText } from '@/lib/platform/fields/decimal-text'
import { searchSorts } from './model'

/** Characters of a question that are read: what stands beyond is no question any more. */
const MAX_QUESTION = 200

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().max(300)).max(50))
const amount = decimalText.optional().catch(undefined)

/** A search as it stands in the address bar; what cannot be read is left out rather than refused. */
export const searchParams = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, MAX_QUESTION))
    .catch('')
    .default(''),
  category: categoryCode.optional().catch(undefined),
  /** a category of the organization's own */
  own: z.uuid().optional().catch(undefined),
  /** a virtual catalog that reaches the user; another finds nothing */
  catalog: z.uuid().optional().catch(undefined),
  supplier: list.catch([]),
  brand: list.catch([]),
  min: amount,
  max: amount,
  lead: z.coerce.number().int().min(0).max(365).optional().catch(undefined),
  stock: z.literal('1').optional().catch(undefined),
  attr: list.catch([]),
  sort: z.enum(searchSorts).catch('relevance').default('relevance'),
  page: z.coerce.number().int().min(1).max(500).catch(1).default(1),
})
export type SearchParams = z.output<typeof searchParams>
