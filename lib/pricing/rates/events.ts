/** What happens to exchange rates. */
export type RateEvent = { type: 'rates.changed' }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    rates: RateEvent
  }
}
