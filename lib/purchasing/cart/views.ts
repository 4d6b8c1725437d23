import type { Configured } from '@/lib/catalog/configuration/model'
import type { VisibleOffer } from '@/lib/catalog/offers/offer-queries'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { PriceSource } from '@/lib/pricing/rules/line'
import type { OrderTotals } from '@/lib/pricing/rules/order-totals'

export type CartChange =
  | { id: string; kind: 'price'; before: string; after: string; currency: string }
  | { id: string; kind: 'withdrawn' }
  | { id: string; kind: 'quantity'; code: string; nearest: string | null }
  /** what was chosen is not possible any more, or has to be chosen now */
  | { id: string; kind: 'configuration' }
export interface CartLineView {
  id: string
  offerId: string
  quantity: string
  name: LocalizedText
  offer: VisibleOffer | null
  configuration: Configured | null
  /** of an offer that is gone: what its supplier names to be bought instead, as far as the actor sees it */
  instead: { productId: string; name: LocalizedText }[]
  unitPrice: string | null
  net: string | null
  source: PriceSource | null
  priceList: string | null
  exhausted: boolean
  change: CartChange | null
}

export interface CartView {
  id: string | null
  lines: CartLineView[]
  orders: (Omit<OrderTotals, 'net' | 'freight' | 'tax' | 'gross' | 'taxes' | 'fees'> & {
    supplierName: string
    net: string
    freight: string
    tax: string
    gross: string
    taxes: { category: string; rate: string | null; base: string; tax: string }[]
    /** what the supplier asks for at least, and from when freight is free */
    minimumOrder: string | null
    freightFreeFrom: string | null
    /** a line of it may be bought with approval only */
    approval: boolean
    /** what the buyer pays the network for the order, beside its amounts */
    fees: { name: string; amount: string }[]
  })[]
  total: string | null
  currency: string
}

/** Is an offer bought as it should be: with a configuration that is possible now, or without one? */
export const fits = (offer: Pick<VisibleOffer, 'configurable'> | undefined, configured: boolean, now: Configured | null): boolean =>
  offer !== undefined && offer.configurable === configured && (!configured || now !== null)
