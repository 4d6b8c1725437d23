/** A UNSPSC category of what is offered, beside the own one that it belongs to. */
export interface CategoryToMap {
  code: string
  nameEn: string
  nameZh: string
  products: number
  /** mapped itself */
  internalCategoryId: string | null
  /** by what is above it */
  inherited: string | null
  proposed: string | null
}

/** A unit that offers are sold by, and how many own units it is. */
export interface UnitToMap {
  unit: string
  offers: number
  mapped: { internalUnit: string; factor: string } | null
  proposed: { internalUnit: string; factor: string } | null
}
