import { mayDecideAny } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import type { Actor } from '@/lib/platform/context'
import type { OrderSide } from '@/lib/platform/db/generated/enums'
import type { OrderStep } from './states'

type Right = (actor: Actor) => boolean

/** Who closes the rest of an order on each side, proposes it or answers. */
const closing: Record<OrderSide, Right> = { buyer: may('place', 'PurchaseOrder'), supplier: may('issue', 'OrderResponse') }

/** Whose steps these are among the users of one side. */
const rights: Record<OrderStep, Right | Record<OrderSide, Right>> = {
  approve: mayDecideAny('order'),
  reject: mayDecideAny('order'),
  answer: may('issue', 'OrderResponse'),
  ship: may('issue', 'DespatchAdvice'),
  receive: may('issue', 'GoodsReceipt'),
  reverse_receipt: may('issue', 'GoodsReceipt'),
  accept_changes: may('place', 'PurchaseOrder'),
  cancel: may('place', 'PurchaseOrder'),
  propose_closing: closing,
  close_rest: closing,
  close: may('close', 'PurchaseOrder'),
}

/** May this user take a step, where the order's state and its own side allow it? */
export const mayTake = (actor: Actor, step: OrderStep, side: OrderSide): boolean => {
  const right = rights[step]
  return typeof right === 'function' ? right(actor) : right[side](actor)
}
