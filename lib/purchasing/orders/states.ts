import type { Decimal } from '@/lib/platform/decimal'

export const orderStates = [
  'draft',
  'placed',
  'confirmed',
  'changed',
  'rejected',
  'partly_shipped',
  'shipped',
  'received',
  'closed',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]
export type OrderStep = 'approve' | 'refuse' | 'answer' | 'accept_changes' | 'ship' | 'receive' | 'close' | 'cancel'

/**
 * The order's state machine: which steps a state allows, who takes them, and where they can lead.
 * docs/architecture.md draws it.
 */
export const orderSteps: Record<OrderState, Partial<Record<OrderStep, { by: 'buyer' | 'supplier'; to: readonly OrderState[] }>>> = {
  // waits for approval; the supplier does not see it yet
  draft: {
    approve: { by: 'buyer', to: ['placed'] },
    refuse: { by: 'buyer', to: ['cancelled'] },
    cancel: { by: 'buyer', to: ['cancelled'] },
  },
  placed: { answer: { by: 'supplier', to: ['confirmed', 'changed', 'rejected'] }, cancel: { by: 'buyer', to: ['cancelled'] } },
  changed: { accept_changes: { by: 'buyer', to: ['confirmed'] }, cancel: { by: 'buyer', to: ['cancelled'] } },
  confirmed: { ship: { by: 'supplier', to: ['partly_shipped', 'shipped'] } },
  partly_shipped: { ship: { by: 'supplier', to: ['partly_shipped', 'shipped'] }, receive: { by: 'buyer', to: ['partly_shipped'] } },
  shipped: { receive: { by: 'buyer', to: ['shipped', 'received'] } },
  received: { close: { by: 'buyer', to: ['closed'] } },
  rejected: {},
  closed: {},
  cancelled: {},
}

/** The steps that one side can take now. */
export const possibleSteps = (state: OrderState, side: 'buyer' | 'supplier'): OrderStep[] =>
  (Object.entries(orderSteps[state]) as [OrderStep, { by: string }][]).filter(([, step]) => step.by === side).map(([name]) => name)

export interface LineQuantities {
  quantity: Decimal
  confirmed: Decimal | null
  shipped: Decimal
  received: Decimal
  rejected: Decimal
}

/** What is to be delivered: the confirmed quantity, or the ordered one before an answer. */
export const dueQuantity = (line: LineQuantities): Decimal => line.confirmed ?? line.quantity

/** The state that an answer by line leads to. */
export function answeredState(lines: readonly { quantity: Decimal; confirmed: Decimal; dateMoved: boolean }[]): OrderState {
  if (lines.every((line) => line.confirmed.isZero())) return 'rejected'
  return lines.every((line) => line.confirmed.eq(line.quantity) && !line.dateMoved) ? 'confirmed' : 'changed'
}

/** The state that shipped quantities lead to. */
export const shippedState = (lines: readonly LineQuantities[]): OrderState =>
  lines.every((line) => line.shipped.gte(dueQuantity(line))) ? 'shipped' : 'partly_shipped'

/** The state that received and rejected quantities lead to. */
export function receivedState(state: OrderState, lines: readonly LineQuantities[]): OrderState {
  if (state !== 'shipped') return state
  return lines.every((line) => line.received.add(line.rejected).gte(line.shipped)) ? 'received' : 'shipped'
}

/** Columns by which orders can be sorted, '-' for descending. Amounts of several currencies are not converted for it. */
export const orderSorts = ['-placedAt', 'placedAt', 'number', '-number', 'gross', '-gross'] as const
export type OrderSort = (typeof orderSorts)[number]
