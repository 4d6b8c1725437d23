import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import { dueQuantity, type LineQuantities, openToReceive, openToShip } from './quantities'

export const orderStates = [
  'pending_approval',
  'placed',
  'confirmed',
  'confirmed_with_changes',
  'rejected',
  'partially_shipped',
  'shipped',
  'received',
  'closed',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]
export const orderSteps = [
  'approve',
  'reject',
  'answer',
  'accept_changes',
  'ship',
  'receive',
  'reverse_receipt',
  'close',
  'cancel',
] as const
export type OrderStep = (typeof orderSteps)[number]
export type OrderSide = 'buyer' | 'supplier'

/** What an order's steps depend on. */
export interface OrderFacts {
  lines: readonly LineQuantities[]
  /** the supplier's answer moves the delivery of a line beyond the requested date */
  dateMoved?: boolean
}

const nothingToShip = ({ lines }: OrderFacts) => (lines.some((line) => openToShip(line).gt(0)) ? null : 'nothing_to_ship')
const nothingToReceive = ({ lines }: OrderFacts) => (lines.some((line) => openToReceive(line).gt(0)) ? null : 'nothing_to_receive')
const nothingReceived = ({ lines }: OrderFacts) =>
  lines.some(({ received, rejected }) => received.gt(0) || rejected.gt(0)) ? null : 'nothing_received'

const answered = ({ lines, dateMoved }: OrderFacts): OrderState => {
  if (lines.every((line) => dueQuantity(line).isZero())) return 'rejected'
  return lines.every((line) => dueQuantity(line).eq(line.quantity)) && !dateMoved ? 'confirmed' : 'confirmed_with_changes'
}

const shipped = ({ lines }: OrderFacts): OrderState => (lines.every((line) => openToShip(line).lte(0)) ? 'shipped' : 'partially_shipped')
const received = ({ lines }: OrderFacts): OrderState => (lines.every((line) => openToReceive(line).lte(0)) ? 'received' : 'shipped')

/** The life of an order. docs/states.md draws it. */
export const orderLifecycle: Lifecycle<OrderState, OrderStep, OrderSide, OrderFacts> = {
  // the supplier does not see it yet
  pending_approval: {
    approve: { by: 'buyer', to: ['placed'] },
    reject: { by: 'buyer', to: ['cancelled'] },
    cancel: { by: 'buyer', to: ['cancelled'] },
  },
  placed: {
    answer: { by: 'supplier', to: ['confirmed', 'confirmed_with_changes', 'rejected'], choose: answered },
    cancel: { by: 'buyer', to: ['cancelled'] },
  },
  confirmed_with_changes: { accept_changes: { by: 'buyer', to: ['confirmed'] }, cancel: { by: 'buyer', to: ['cancelled'] } },
  confirmed: { ship: { by: 'supplier', to: ['partially_shipped', 'shipped'], choose: shipped, hindrance: nothingToShip } },
  partially_shipped: {
    ship: { by: 'supplier', to: ['partially_shipped', 'shipped'], choose: shipped, hindrance: nothingToShip },
    receive: { by: 'buyer', to: ['partially_shipped'], hindrance: nothingToReceive },
    reverse_receipt: { by: 'buyer', to: ['partially_shipped'], hindrance: nothingReceived },
  },
  shipped: {
    receive: { by: 'buyer', to: ['shipped', 'received'], choose: received, hindrance: nothingToReceive },
    reverse_receipt: { by: 'buyer', to: ['shipped'], hindrance: nothingReceived },
  },
  received: { close: { by: 'buyer', to: ['closed'] }, reverse_receipt: { by: 'buyer', to: ['shipped', 'received'], choose: received } },
  rejected: {},
  closed: {},
  cancelled: {},
}

/** The steps of a state that are one side's, for lists that know no more of an order than its state. */
export const stepsOf = (state: OrderState, side: OrderSide): OrderStep[] =>
  (Object.keys(orderLifecycle[state]) as OrderStep[]).filter((step) => orderLifecycle[state][step]?.by === side)

/** States as addresses of earlier days named them. */
const formerStates = new Map<string, OrderState>([
  ['draft', 'pending_approval'],
  ['changed', 'confirmed_with_changes'],
  ['partly_shipped', 'partially_shipped'],
])

/** A state as an address names it; null for what is none. */
export const readOrderState = (text: string): OrderState | null =>
  formerStates.get(text) ?? orderStates.find((state) => state === text) ?? null

/** Columns by which orders can be sorted, '-' for descending. Amounts of several currencies are not converted for it. */
export const orderSorts = ['-placedAt', 'placedAt', 'number', '-number', 'gross', '-gross'] as const
export type OrderSort = (typeof orderSorts)[number]
