/** Documents that are numbered by the organization that issues them, with how their numbers begin unless it says otherwise. */
export const numberedDocuments = {
  purchase_order: 'PO',
  /** an order as its supplier counts those that it receives */
  sales_order: 'SO',
  order_response: 'OR',
  despatch_advice: 'DA',
  goods_receipt: 'GR',
  sourcing_event: 'RFX',
} as const
export type NumberedDocument = keyof typeof numberedDocuments
export const numberedDocumentKinds = Object.keys(numberedDocuments) as [NumberedDocument, ...NumberedDocument[]]

/** How numbers of a kind are written. */
export interface NumberPattern {
  prefix: string
  /** they begin anew each year, in UTC, and the year stands in them */
  yearly: boolean
  /** digits at least; a higher number has more */
  digits: number
}

export const defaultPattern = (kind: NumberedDocument): NumberPattern => ({ prefix: numberedDocuments[kind], yearly: false, digits: 6 })

/** The year whose numbers are counted at an instant; 0 where they go on for ever. */
export const countedYear = ({ yearly }: NumberPattern, at: Date): number => (yearly ? at.getUTCFullYear() : 0)

/** A number in full: 'PO-000042', 'PO-2026-0042'. */
export const writeDocumentNumber = ({ prefix, digits, yearly }: NumberPattern, year: number, count: number): string =>
  [prefix, ...(yearly ? [year] : []), String(count).padStart(digits, '0')].join('-')
