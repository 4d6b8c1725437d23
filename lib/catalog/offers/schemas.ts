import { z } from 'zod'
import { idOf } from '@/lib/platform/fields/ids'
import { offerContent } from './content-schemas'

export const catalogIdInput = z.object({ catalogId: idOf('Catalog') })
export const createCatalogInput = z.object({ name: z.string().trim().min(1, 'required').max(120) })
export const target = z.string().max(100).nullable()
export const editOffersInput = z.object({
  catalogId: idOf('Catalog'),
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
export const setAvailabilityInput = z.object({
  catalogId: idOf('Catalog'),
  lines: z.array(availabilityLine).min(1, 'required').max(20_000),
})
export const publishCatalogInput = z.object({
  catalogId: idOf('Catalog'),
  publications: z.array(z.object({ networkId: idOf('Network'), startsAt: z.iso.datetime() })).max(50),
})
