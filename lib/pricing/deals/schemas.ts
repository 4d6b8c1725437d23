import { z } from 'zod'
import { decimalText, positiveDecimalText } from '@/lib/platform/fields/decimal-text'
import { idOf } from '@/lib/platform/fields/ids'

const time = z.iso.datetime({ offset: true })

/** The price of one unit from a total quantity on. */
export const dealStep = z.object({ from: decimalText, price: positiveDecimalText })
export type DealStep = z.output<typeof dealStep>
export const dealSteps = z.array(dealStep).min(1).max(8)

export const createDealInput = z.object({
  offerId: idOf('Offer'),
  kind: z.enum(['group', 'limited']),
  opensAt: time,
  endsAt: time,
  steps: dealSteps,
  /** the quantity that there is; a limited deal needs one */
  total: positiveDecimalText.nullish(),
})
export const joinDealInput = z.object({
  dealId: idOf('Deal'),
  /** made anew for each attempt; repeating it takes nothing twice */
  key: z.uuid(),
  /** of a group deal the quantity from now on, of a limited one what is taken now */
  quantity: positiveDecimalText,
  addressId: idOf('Address').nullish(),
})
export const dealIdInput = z.object({ dealId: idOf('Deal') })
