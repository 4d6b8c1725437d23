/** What happens to a sourcing event. */
export type SourcingEventEvent =
  | { type: 'auction.published'; eventId: string }
  | { type: 'auction.cancelled'; eventId: string } /** whatever its page shows has changed */
  | { type: 'auction.changed'; eventId: string }
  | { type: 'auction.invitation-answered'; eventId: string; supplierId: string; accepted: boolean }
  | { type: 'auction.asked'; eventId: string; questionId: string }
  | { type: 'auction.answered'; eventId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    sourcingEvents: SourcingEventEvent
  }
}
