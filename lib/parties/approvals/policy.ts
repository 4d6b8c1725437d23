import { type Action, may, type Subject } from '@/lib/parties/identity/abilities'
import type { Actor } from '@/lib/platform/context'
import { forbidden } from '@/lib/platform/errors'

/** What is approved or rejected by somebody who may, and who that is. The one place that says so. */
const policies = {
  /** an order with a line that may be bought with approval only */
  order: { action: 'approve', subject: 'PurchaseOrder', fourEyes: false },
  /** a version of a virtual catalog; never by who submitted it */
  catalog_version: { action: 'approve', subject: 'CatalogVersion', fourEyes: true },
  /** prices that the other side proposes */
  contract: { action: 'approve', subject: 'Contract', fourEyes: false },
  /** what a colleague asks purchasers for */
  requisition: { action: 'approve', subject: 'Requisition', fourEyes: false },
} as const satisfies Record<string, { action: Action; subject: Subject; fourEyes: boolean }>

export type ApprovalKind = keyof typeof policies

/** What is to be decided. */
export interface ApprovalRequest {
  kind: ApprovalKind
  /** the user who asks for the approval; null when it is nobody of the deciding organization */
  requestedBy: string | null
}

/** The guard of a command that decides on requests of a kind: may the actor decide on any at all? */
export const mayDecideAny =
  (kind: ApprovalKind) =>
  (actor: Actor): boolean =>
    may(policies[kind].action, policies[kind].subject)(actor)

/** May the actor decide on this request? */
export const mayDecide = (actor: Actor, { kind, requestedBy }: ApprovalRequest): boolean =>
  mayDecideAny(kind)(actor) && !(policies[kind].fourEyes && requestedBy === actor.userId)

/** @throws AppError forbidden for who may not decide on this request */
export function requireApprover(actor: Actor, request: ApprovalRequest): void {
  if (!mayDecideAny(request.kind)(actor)) throw forbidden()
  if (!mayDecide(actor, request)) throw forbidden('own_version')
}
