import type { Attribute } from '@/lib/catalog/offers/content-schemas'
import type { LocalizedText } from '@/lib/platform/fields/localized-text'

export interface AddedFile {
  fileId: string
  kind: 'picture' | 'document'
  file: { name: string; size: number }
}

/** What one organization has added to a product. */
export interface InternalContentView {
  organizationId: string
  organization: string
  note: LocalizedText
  attributes: Attribute[]
  files: AddedFile[]
}

/** An attribute as it is shown: `by` names who added it or says otherwise than the supplier; null for the supplier's. */
export interface ShownAttribute extends Attribute {
  by: string | null
}
