/** What happens to a request of a colleague. */
export type RequisitionEvent =
  | { type: 'requisition.created'; requisitionId: string }
  | { type: 'requisition.answered'; requisitionId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    requisitions: RequisitionEvent
  }
}
