import { mayDecideAny } from '@/lib/parties/approvals/policy'
import { may } from '@/lib/parties/identity/abilities'
import type { Actor } from '@/lib/platform/context'
import type { OrderStep } from './states'

/** Whose steps these are among the users of one side. */
const rights: Record<OrderStep, (actor: Actor) => boolean> = {
  approve: mayDecideAny('order'),
  reject: mayDecideAny('order'),
  answer: may('issue', 'OrderResponse'),
  ship: may('issue', 'DespatchAdvice'),
  receive: may('issue', 'GoodsReceipt'),
  reverse_receipt: may('issue', 'GoodsReceipt'),
  accept_changes: may('place', 'PurchaseOrder'),
  cancel: may('place', 'PurchaseOrder'),
  close: may('close', 'PurchaseOrder'),
}

/** May this user take a step, where the order's state and its own side allow it? */
export const mayTake = (actor: Actor, step: OrderStep): boolean => rights[step](actor)
