import { z } from 'zod'
import { unitCodes } from '@/lib/platform/units'

const quantity = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'number')
  .refine((text) => Number(text) > 0, 'positive')
const unit = z.enum(unitCodes as [string, ...string[]], 'required')
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null)
const wanted = {
  quantity,
  wantedOn: z.iso.date().nullish(),
  note: optionalText(1000),
}

export const requestTextInput = z.object({ text: z.string().trim().min(3, 'required').max(500), unit, ...wanted })
export const requestItemInput = z.object({ itemId: z.uuid(), ...wanted })
export const requisitionIdInput = z.object({ requisitionId: z.uuid() })
export const answerWithOfferInput = z.object({ requisitionId: z.uuid(), offerId: z.uuid(), answer: optionalText(500) })
export const refuseRequisitionInput = z.object({ requisitionId: z.uuid(), answer: z.string().trim().min(1, 'required').max(500) })
export const keepItemInput = z.object({
  itemId: z.uuid().nullish(),
  number: z.string().trim().min(1, 'required').max(60),
  name: z.string().trim().min(1, 'required').max(200),
  unit,
  place: optionalText(200),
})
export const itemIdInput = z.object({ itemId: z.uuid() })
export const requisitionFilters = ['open', 'answered', 'done', 'all'] as const
