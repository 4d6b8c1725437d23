/** What happens to a sourcing event. */
export type SourcingEventEvent =
  | { type: 'auction.published'; eventId: string }
  | { type: 'auction.cancelled'; eventId: string }
  /** Whatever its page shows has changed: for everybody, or beside the buyer for that one bidder alone. */
  | { type: 'auction.changed'; eventId: string; supplierId?: string }
  | { type: 'auction.invitation-answered'; eventId: string; supplierId: string; accepted: boolean }
  | { type: 'auction.asked'; eventId: string; questionId: string }
  | { type: 'auction.answered'; eventId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    sourcingEvents: SourcingEventEvent
  }
}
