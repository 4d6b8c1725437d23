import type { VisibleOffer } from '@/lib/catalog/offers/offer-queries'
import type { ReadContext } from '@/lib/platform/context'
import type { PriceCase, SupplierTerms } from '@/lib/pricing/rules/case-schemas'
import type { PricedOffer } from '@/lib/pricing/rules/schemas'
import type { TaxRate } from '@/lib/pricing/taxes/schemas'

export const toPricedOffer = (offer: VisibleOffer): PricedOffer => ({
  id: offer.id,
  supplier: offer.supplierId,
  currency: offer.currency,
  priceBase: offer.priceBase,
  minimum: offer.minimum,
  step: offer.step,
  maximum: offer.maximum,
  validFrom: offer.validFrom,
  validTo: offer.validTo,
  taxCategory: offer.taxCategory,
  breaks: offer.breaks,
})

export interface PricingFacts {
  rates: PriceCase['rates']
  taxes: TaxRate[]
  terms: SupplierTerms[]
}

/** Everything beside the offers that an order's totals follow from, as text, in one query. */
export async function pricingFacts(ctx: Pick<ReadContext, 'db' | 'now'>, country: string, supplierIds: string[]): Promise<PricingFacts> {
  const [row] = await ctx.db.$queryRaw<PricingFacts[]>`
    select (select coalesce(json_agg(r), '[]') from (
              select distinct on ("from", "to") "from", "to", to_char(date, 'YYYY-MM-DD') as date, rate::text as rate
              from exchange_rate where date <= (${ctx.now}::timestamptz at time zone 'UTC')::date order by "from", "to", date desc) r) as rates,
           (select coalesce(json_agg(json_build_object('country', country, 'category', category, 'rate', trim_scale(rate)::text)), '[]')
            from tax_rate where country = ${country}) as taxes,
           (select coalesce(json_agg(json_build_object('supplier', supplier_id, 'currency', currency, 'minimumOrder', trim_scale(minimum_order)::text,
              'freight', trim_scale(freight)::text, 'freightFreeFrom', trim_scale(freight_free_from)::text, 'freightTaxCategory', freight_tax_category)), '[]')
            from supplier_terms where supplier_id = any(${supplierIds}::uuid[])) as terms`
  if (!row) throw new Error('a row of aggregates is always there')
  return row
}
