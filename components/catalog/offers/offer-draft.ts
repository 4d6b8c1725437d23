import type { OfferContent } from '@/lib/catalog/offers/content-schemas'
import { decimalToTyped, type NumberFormat, typedToDecimal } from '@/lib/platform/i18n/number-formats'

/** An offer as its form holds it: every value as typed. */
export interface OfferDraft {
  part: string
  name: { en: string; zh: string }
  description: { en: string; zh: string }
  brand: string
  makerPart: string
  gtin: string
  category: string | null
  attributes: { name: string; value: string; unit: string }[]
  unit: string
  currency: string
  breaks: { from: string; price: string }[]
  priceBase: string
  minimum: string
  step: string
  maximum: string
  packSize: string
  leadTimeDays: number | string
  stock: string
  /** YYYY-MM-DD, or empty */
  validFrom: string
  validTo: string
  taxCategory: OfferContent['taxCategory']
  /** part numbers, with semicolons between */
  substitutes: string
  accessories: string
}

/** What the form starts with. @param offer null for a new one */
export const toDraft = (offer: OfferContent | null, currency: string, numbers: NumberFormat): OfferDraft => ({
  part: offer?.part ?? '',
  name: { en: offer?.name.en ?? '', zh: offer?.name.zh ?? '' },
  description: { en: offer?.description.en ?? '', zh: offer?.description.zh ?? '' },
  brand: offer?.brand ?? '',
  makerPart: offer?.makerPart ?? '',
  gtin: offer?.gtin ?? '',
  category: offer?.category ?? null,
  attributes: offer?.attributes.map(({ name, value, unit }) => ({ name, value, unit: unit ?? '' })) ?? [],
  unit: offer?.unit ?? 'C62',
  currency: offer?.currency ?? currency,
  breaks: offer?.breaks.map(({ from, price }) => ({ from: decimalToTyped(from, numbers), price: decimalToTyped(price, numbers) })) ?? [
    { from: '1', price: '' },
  ],
  priceBase: decimalToTyped(offer?.priceBase ?? '1', numbers),
  minimum: decimalToTyped(offer?.minimum ?? '', numbers),
  step: decimalToTyped(offer?.step ?? '', numbers),
  maximum: decimalToTyped(offer?.maximum ?? '', numbers),
  packSize: decimalToTyped(offer?.packSize ?? '', numbers),
  leadTimeDays: offer?.leadTimeDays ?? '',
  stock: decimalToTyped(offer?.stock ?? '', numbers),
  validFrom: offer?.validFrom?.slice(0, 10) ?? '',
  validTo: offer?.validTo?.slice(0, 10) ?? '',
  taxCategory: offer?.taxCategory ?? 'S',
  substitutes: offer?.substitutes.join('; ') ?? '',
  accessories: offer?.accessories.join('; ') ?? '',
})

/** What the form says, as catalog content that is still to be checked. Dates count from midnight UTC, as in files. */
export const toContent = (draft: OfferDraft, numbers: NumberFormat): unknown => ({
  ...draft,
  part: draft.part.trim(),
  name: texts(draft.name),
  description: texts(draft.description),
  brand: optional(draft.brand),
  makerPart: optional(draft.makerPart),
  gtin: optional(draft.gtin),
  attributes: draft.attributes.map(({ name, value, unit }) => ({
    name: name.trim(),
    value: value.trim(),
    ...(unit.trim() && { unit: unit.trim() }),
  })),
  breaks: draft.breaks
    .map(({ from, price }) => ({ from: typedToDecimal(from, numbers), price: typedToDecimal(price, numbers) }))
    .sort((a, b) => Number(a.from) - Number(b.from)),
  priceBase: typedToDecimal(draft.priceBase, numbers),
  minimum: optional(typedToDecimal(draft.minimum, numbers)),
  step: optional(typedToDecimal(draft.step, numbers)),
  maximum: optional(typedToDecimal(draft.maximum, numbers)),
  packSize: optional(typedToDecimal(draft.packSize, numbers)),
  leadTimeDays: draft.leadTimeDays === '' ? null : Number(draft.leadTimeDays),
  stock: optional(typedToDecimal(draft.stock, numbers)),
  validFrom: draft.validFrom ? `${draft.validFrom}T00:00:00.000Z` : null,
  validTo: draft.validTo ? `${draft.validTo}T00:00:00.000Z` : null,
  substitutes: parts(draft.substitutes),
  accessories: parts(draft.accessories),
})

const parts = (text: string): string[] => [...new Set(text.split(';').flatMap((part) => part.trim() || []))]
const optional = (text: string): string | null => text.trim() || null
const texts = ({ en, zh }: { en: string; zh: string }) => ({ ...(en.trim() && { en: en.trim() }), ...(zh.trim() && { zh: zh.trim() }) })
