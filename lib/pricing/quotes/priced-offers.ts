import { type OfferAddition, readOffers, type VisibleOffer, type Which } from '@/lib/catalog/offers/offer-queries'
import type { ReadContext } from '@/lib/platform/context'
import type { StoredPrice } from '@/lib/pricing/rules/schemas'

/** An offer with the special prices that the actor's organization gets for it now, groups of customers resolved. */
export interface PricedOfferRow extends VisibleOffer {
  /** null for none */
  prices: StoredPrice[] | null
}

/**
 * The same with their special prices. A price made for another currency or price base than the offer has now is passed over:
 * its list shows that it needs care.
 */
export const pricedOffers = (ctx: ReadContext, which: Which): Promise<PricedOfferRow[]> => readOffers<PricedOfferRow>(ctx, which, PRICES)

const PRICES: OfferAddition = {
  name: 'priced',
  column: 'prices',
  sql: `select offer, json_agg(r) as prices from (
    select e.id as "entryId", l.id as "listId", l.name as "listName", e.offer_id as offer, l.kind, $4 as buyer, $4 as audience, l.priority,
           l.valid_from as "from", l.valid_to as "to", trim_scale(e.price)::text as price, e.breaks, trim_scale(e.discount)::text as discount,
           trim_scale(e.agreed)::text as agreed, trim_scale(e.used)::text as used
    from price_lists_for($4::uuid, $3) l join price_list_entry e on e.list_id = l.id join wanted o on o.id = e.offer_id
    where e.offer_id = any(array(select id from wanted)) and (e.discount is not null or (e.currency = o.currency and e.price_base = o.price_base))
    order by l.created_at, e.id) r group by offer`,
}
