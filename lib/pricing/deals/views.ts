import type { NetworkFee } from '@/lib/parties/network/fee-schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { DealStep } from './schemas'

/** What changes of a deal while it runs, as everybody who may see it sees it; nobody learns who has joined. */
export interface DealCounter {
  id: string
  state: 'open' | 'closed' | 'called_off'
  taken: string
  /** null where there is no limit */
  left: string | null
  joiners: number
  /** the price of one unit that counts now; null before the first step */
  price: string | null
  next: DealStep | null
}

export interface DealView extends DealCounter {
  kind: 'group' | 'limited'
  supplierId: string
  supplierName: string
  productId: string
  name: LocalizedText
  categoryCode: string | null
  pictureFileId: string | null
  offerId: string
  part: string
  currency: string
  unit: string
  /** price of one unit without the deal */
  usual: string
  minimum: string | null
  step: string | null
  opensAt: Date
  endsAt: Date
  steps: DealStep[]
  total: string | null
  /** the actor's own quantity, and its orders from it */
  own: string
  orders: { id: string; number: string }[]
}

/** A fee that the buyer pays for an order, with what it has traded in the year already, for tiers. */
export interface DealFee {
  fee: NetworkFee
  turnover: string
}
