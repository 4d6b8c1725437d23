import { newId } from '@/lib/platform/ids'

/** 0 → A, 25 → Z, 26 → AA */
export const aliasOf = (index: number): string =>
  (index < 26 ? '' : aliasOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** Rivals are 'A', 'B', 'C', numbered afresh for each event, in an order that tells nothing. */
export function shuffledAliases(supplierIds: readonly string[]): { supplierId: string; alias: string }[] {
  const order = [...new Set(supplierIds)]
    .map((supplierId) => ({ supplierId, place: newId().slice(-12) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  return order.map(({ supplierId }, index) => ({ supplierId, alias: aliasOf(index) }))
}
