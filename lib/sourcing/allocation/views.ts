import type { LocalizedText } from '@/lib/platform/fields/localized-text'
import type { PriceSource } from '@/lib/pricing/rules/line'
import type { AllocationLimits } from './model'
import type { scenarioKinds } from './schemas'

/** Which limit makes a split impossible; minimums: the suppliers' minimum orders. */
export type Hindrance = keyof AllocationLimits | 'minimums'
type ScenarioKind = (typeof scenarioKinds)[number]

export type Scenario =
  | {
      kind: ScenarioKind
      /** a choice for each line, by index */
      chosen: number[]
      /** share by which what was kept low may lie above the best possible; 0: proven best */
      gap: number
    }
  | { kind: ScenarioKind; chosen: null; hindrance: Hindrance | null }

export interface Outcome {
  scenarios: Scenario[]
  /** suppliers that are needed at least, whatever it costs */
  needed: number
  /** what each limit that was set costs: how much cheaper it would be without it; null when that was not found out */
  limits: { limit: keyof AllocationLimits; saves: number | null }[]
  /** somebody ended the search before it was through */
  interrupted: boolean
}

export interface AllocationProgress {
  done: number
  of: number
  /** of the present program; null as long as nothing is known */
  gap: number | null
}

/** An offer that can serve a line of the list, at the quantity that it would be ordered in. */
export interface AllocationOffer {
  /** index of the line */
  line: number
  offerId: string
  supplierId: string
  supplierName: string
  part: string
  currency: string
  quantity: string
  unit: string
  unitPrice: string
  net: string
  /** net in the organization's currency */
  converted: string
  leadDays: number | null
  source: PriceSource
  taxCategory: string
}

/** Why a line of the list takes no part. */
export type LeftOut = 'no_product' | 'no_offer' | 'configurable' | 'no_quantity' | 'no_rate'

/** What a scenario comes to, by the pricing rules. */
export interface ScenarioView {
  kind: ScenarioKind
  gap: number
  /** net and freight of all orders, in the organization's currency */
  landed: string
  gross: string | null
  suppliers: number
  /** until the last line is there; null when a lead time is not known */
  days: number | null
  orders: { supplier: string; currency: string; net: string; freight: string; gross: string; lines: number; belowMinimum: boolean }[]
  /** a line each, in the list's order */
  picks: AllocationOffer[]
}

/** A search as its page shows it. */
export interface AllocationView {
  id: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  createdAt: Date
  currency: string
  lines: { name: LocalizedText; quantity: string }[]
  left: { name: LocalizedText | null; text: string; reason: LeftOut }[]
  scenarios: ScenarioView[]
  impossible: { kind: ScenarioKind; hindrance: Hindrance | null }[]
  needed: number
  /** days within which all lines can be there at the earliest */
  earliest: number
  limits: { limit: keyof AllocationLimits; saves: string | null }[]
  interrupted: boolean
}
