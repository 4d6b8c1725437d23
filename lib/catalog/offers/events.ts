/** What happens to a supplier's catalog and its offers. */
export type OfferEvent =
  | { type: 'catalog.published'; catalogId: string; version: number } /** when each publication begins, ISO 8601 */
  | { type: 'catalog.audience-changed'; catalogId: string; startsAt: string[] }
  | { type: 'catalog.availability-changed'; catalogId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    offers: OfferEvent
  }
}
