import type { PriceSource } from '@/lib/catalog/model'
import type { VisibleOffer } from '@/lib/catalog/offer-queries'
import type { Configured } from '@/lib/configuration/model'
import type { OrderTotals } from './model'

/** An offer with what the actor's organization would pay for a quantity of it. */
export interface QuotedOffer extends VisibleOffer {
  quantity: string
  unitPrice: string
  net: string
  source: PriceSource
  /** the price list or contract that it came from; null when it is the offer's own */
  priceList: { id: string; name: string } | null
  /** what a unit costs without it */
  listUnitPrice: string
  /** a contract's agreed quantity is used up, or too small for what is asked */
  exhausted: boolean
  /** net in the organization's own currency; null without a rate */
  converted: string | null
  /** why the asked quantity cannot be ordered; the price is for the nearest one that can */
  problem: string | null
}

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
  name: { en?: string; zh?: string }
  offer: VisibleOffer | null
  configuration: Configured | null
  /** of an offer that is gone: what its supplier names to be bought instead, as far as the actor sees it */
  instead: { productId: string; name: { en?: string; zh?: string } }[]
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

/** Where an order goes, on one line; null when nowhere. */
export function addressLine(address: unknown): string | null {
  if (!address) return null
  const { label, street, postalCode, city, country } = address as Record<'label' | 'street' | 'postalCode' | 'city' | 'country', string>
  return [label, street, `${postalCode} ${city}`.trim(), country].filter(Boolean).join(', ')
}
