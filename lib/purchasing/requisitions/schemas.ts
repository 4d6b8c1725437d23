import { z } from 'zod'
import { unitCode } from '@/lib/platform/fields/codes'
import { positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'
import { line, optionalText } from '@/lib/platform/fields/text'

const unit = unitCode('required')

const wanted = {
  quantity: positiveDecimalText,
  requestedDeliveryDate: z.iso.date().nullish(),
  note: optionalText(1000),
}

export const requestTextInput = z.object({ text: z.string().trim().min(3, 'required').max(500), unit, ...wanted })
export const requestItemInput = z.object({ itemId: idOf('InternalItem'), ...wanted })
export const requisitionIdInput = z.object({ requisitionId: idOf('Requisition') })
export const answerWithOfferInput = z.object({ requisitionId: idOf('Requisition'), offerId: idOf('Offer'), answer: optionalText(500) })
export const rejectRequisitionInput = z.object({ requisitionId: idOf('Requisition'), answer: line(500) })
export const saveItemInput = z.object({
  itemId: idOf('InternalItem').nullish(),
  number: line(60),
  name: line(200),
  unit,
  place: optionalText(200),
})
export const itemIdInput = z.object({ itemId: idOf('InternalItem') })
export const requisitionFilters = ['open', 'answered', 'done', 'all'] as const
