import type { FoundProduct } from '@/lib/discovery/search/views'
import type { DealView } from '@/lib/pricing/deals/views'
import type { Section } from './schemas'

export interface Text {
  en?: string
  zh?: string
}

export interface LandingPageSummary {
  id: string
  title: Text
  intro: Text
  networkId: string
  network: string
  position: number
  published: boolean
  changedAt: Date
  /** the actor's organization operates the network */
  own: boolean
}

/** A section with what the reader sees of it. */
export type ShownSection =
  | Extract<Section, { kind: 'text' }>
  | { kind: 'products'; heading: Text; products: FoundProduct[]; more: string | null }
  | { kind: 'deals'; heading: Text; deals: DealView[] }

export interface LandingPageView extends LandingPageSummary {
  shown: ShownSection[]
}
