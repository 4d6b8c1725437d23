/** What happens to a deal. */
export type DealEvent =
  | { type: 'deal.opened'; dealId: string; runAt: string }
  | { type: 'deal.changed'; dealId: string }
  | { type: 'deal.called-off'; dealId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    deals: DealEvent
  }
}
