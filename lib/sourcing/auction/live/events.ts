/** When a lot begins and ends. */
export type LotTurn =
  | { type: 'auction.lot-opened'; lotId: string; eventId: string }
  | { type: 'auction.lot-closed'; lotId: string; eventId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    lots: LotTurn
  }
}
