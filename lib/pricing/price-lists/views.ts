import type { LocalizedText } from '@/lib/platform/fields/localized-text'

/** A price of a list beside what the offer costs without it. */
export interface ListedPrice {
  offerId: string
  part: string
  name: LocalizedText
  productId: string
  unit: string
  currency: string
  priceBase: string
  listPrice: string
  price: string | null
  breaks: { from: string; price: string }[] | null
  discount: string | null
  agreed: string | null
  used: string
  /** why it does not count: the offer is gone, or has another currency or price base by now */
  problem: 'withdrawn' | 'offer_changed' | null
}

/** An offer for which a list can have a price. */
export interface OfferChoice {
  offerId: string
  part: string
  name: LocalizedText
  price: string
  currency: string
  priceBase: string
  unit: string
}
