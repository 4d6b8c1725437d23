import { z } from 'zod'
import { offerContent } from './content'

export const catalogIdInput = z.object({ catalogId: z.uuid() })
export const createCatalogInput = z.object({ name: z.string().trim().min(1, 'required').max(120) })
export const importIdInput = z.object({ importId: z.uuid() })
const target = z.string().max(100).nullable()
export const mapColumnsInput = z.object({ importId: z.uuid(), targets: z.array(target).max(200), replaceAll: z.boolean().default(false) })
export const publishImportInput = z.object({ importId: z.uuid(), publishAt: z.iso.datetime().nullish() })
export const editOffersInput = z.object({
  catalogId: z.uuid(),
  offers: z.array(offerContent).max(500).default([]),
  withdraw: z.array(z.string().max(80)).max(500).default([]),
})
/** Stock and lead time of a part as they are now; null: nobody knows. What is not named stays. */
export const availabilityLine = z.object({
  part: z.string().trim().min(1, 'required').max(80),
  stock: offerContent.shape.stock.unwrap().optional(),
  leadTimeDays: offerContent.shape.leadTimeDays.unwrap().optional(),
})
export type AvailabilityLine = z.output<typeof availabilityLine>
export const setAvailabilityInput = z.object({ catalogId: z.uuid(), lines: z.array(availabilityLine).min(1, 'required').max(20_000) })
export const publishCatalogInput = z.object({
  catalogId: z.uuid(),
  publications: z.array(z.object({ networkId: z.uuid(), startsAt: z.iso.datetime() })).max(50),
})
export const exchangeRateInput = z.object({
  from: z.string().regex(/^[A-Z]{3}$/, 'currency'),
  to: z.string().regex(/^[A-Z]{3}$/, 'currency'),
  date: z.iso.date(),
  rate: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,8})?$/, 'number')
    .refine((text) => Number(text) > 0, 'positive'),
})
