/** What happens to the award of a lot. */
export type AwardEvent =
  | {
      type: 'auction.awarded'
      eventId: string
      lotId: string
      supplierIds: string[]
    }
  /** the award takes effect at the end of its standstill, ISO 8601 */
  | { type: 'auction.award-stands'; lotId: string; until: string }
  /** the standstill is over and a winner suspended: nothing was ordered */
  | { type: 'auction.award-held'; eventId: string; lotId: string }
  | { type: 'auction.award-taken-back'; eventId: string; lotId: string }
  | { type: 'auction.unsuccessful'; eventId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    awards: AwardEvent
  }
}
