import type { VisibleOffer } from '@/lib/catalog/offers/offer-queries'
import type { PriceSource } from '@/lib/pricing/rules/line'

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
