import { isTheirs, type Lifecycle } from '@/lib/documents/lifecycle/model'
import type { OrderClosingState, OrderSide } from '@/lib/platform/db/generated/enums'
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
  'propose_closing',
  'close_rest',
  'close',
  'cancel',
] as const
export type OrderStep = (typeof orderSteps)[number]

/** What an order's steps depend on. */
export interface OrderFacts {
  lines: readonly LineQuantities[]
  /** the supplier's answer moves the delivery of a line beyond the requested date */
  dateMoved?: boolean
  /** one side proposes to close the rest, and the other has not answered */
  closingProposed?: boolean
}

const nothingToShip = ({ lines }: OrderFacts) => (lines.some((line) => openToShip(line).gt(0)) ? null : 'nothing_to_ship')
const nothingToReceive = ({ lines }: OrderFacts) => (lines.some((line) => openToReceive(line).gt(0)) ? null : 'nothing_to_receive')
const nothingReceived = ({ lines }: OrderFacts) =>
  lines.some(({ received, rejected }) => received.gt(0) || rejected.gt(0)) ? null : 'nothing_received'

const answered = ({ lines, dateMoved }: OrderFacts): OrderState => {
  if (lines.every((line) => dueQuantity(line).isZero())) return 'rejected'
  return lines.every((line) => dueQuantity(line).eq(line.quantity)) && !dateMoved ? 'confirmed' : 'confirmed_with_changes'
}

const shipped = ({ lines }: OrderFacts): OrderState => (lines.some((line) => openToShip(line).gt(0)) ? 'partially_shipped' : 'shipped')
const received = ({ lines }: OrderFacts): OrderState => (lines.some((line) => openToReceive(line).gt(0)) ? 'shipped' : 'received')
/** What was rejected is to be shipped anew, or closed. */
const receivedOrRejected = (after: OrderFacts): OrderState =>
  shipped(after) === 'partially_shipped' ? 'partially_shipped' : received(after)

const nothingLeft = ({ lines }: OrderFacts) => lines.every((line) => dueQuantity(line).isZero())

const bothSides = ['buyer', 'supplier'] as const
const notProposable = (facts: OrderFacts) => (facts.closingProposed ? 'closing_proposed' : nothingToShip(facts) && 'nothing_to_close')
const notProposed = ({ closingProposed }: OrderFacts) => (closingProposed ? null : 'nothing_proposed')

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
  confirmed: {
    ship: { by: 'supplier', to: ['partially_shipped', 'shipped'], choose: shipped, hindrance: nothingToShip },
    propose_closing: { by: bothSides, to: ['confirmed'], hindrance: notProposable },
    close_rest: {
      by: bothSides,
      to: ['confirmed', 'cancelled'],
      choose: (after) => (nothingLeft(after) ? 'cancelled' : 'confirmed'),
      hindrance: notProposed,
    },
  },
  partially_shipped: {
    ship: { by: 'supplier', to: ['partially_shipped', 'shipped'], choose: shipped, hindrance: nothingToShip },
    receive: { by: 'buyer', to: ['partially_shipped'], hindrance: nothingToReceive },
    reverse_receipt: { by: 'buyer', to: ['partially_shipped', 'shipped'], choose: shipped, hindrance: nothingReceived },
    propose_closing: { by: bothSides, to: ['partially_shipped'], hindrance: notProposable },
    close_rest: {
      by: bothSides,
      to: ['partially_shipped', 'shipped', 'received', 'cancelled'],
      choose: (after) => (nothingLeft(after) ? 'cancelled' : receivedOrRejected(after)),
      hindrance: notProposed,
    },
  },
  shipped: {
    receive: { by: 'buyer', to: ['shipped', 'received', 'partially_shipped'], choose: receivedOrRejected, hindrance: nothingToReceive },
    reverse_receipt: { by: 'buyer', to: ['shipped'], hindrance: nothingReceived },
  },
  received: { close: { by: 'buyer', to: ['closed'] }, reverse_receipt: { by: 'buyer', to: ['shipped', 'received'], choose: received } },
  rejected: {},
  closed: {},
  cancelled: {},
}

/** The steps of a state that are one side's, for lists that know no more of an order than its state. */
export const stepsOf = (state: OrderState, side: OrderSide): OrderStep[] =>
  (Object.keys(orderLifecycle[state]) as OrderStep[]).filter((step) => isTheirs(orderLifecycle[state][step]?.by ?? [], side))

export type OrderClosingStep = 'accept' | 'decline' | 'withdraw' | 'lapse'

/** The life of a proposal to close the rest of an order, by who proposed it and the other side. docs/states.md draws it. */
export const orderClosingLifecycle: Lifecycle<OrderClosingState, OrderClosingStep, 'proposer' | 'partner', object> = {
  proposed: {
    accept: { by: 'partner', to: ['accepted'] },
    decline: { by: 'partner', to: ['declined'] },
    withdraw: { by: 'proposer', to: ['withdrawn'] },
    // nothing of what it would close is open any more
    lapse: { by: ['proposer', 'partner'], to: ['withdrawn'] },
  },
  accepted: {},
  declined: {},
  withdrawn: {},
}

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
