import { z } from 'zod'
import { target } from '@/lib/catalog/offers/schemas'

export const importIdInput = z.object({ importId: z.uuid() })
export const mapColumnsInput = z.object({ importId: z.uuid(), targets: z.array(target).max(200), replaceAll: z.boolean().default(false) })
export const publishImportInput = z.object({ importId: z.uuid(), publishAt: z.iso.datetime().nullish() })
