/** What happens to a contract or to the own prices of a catalog; `to` is the organization on the other side. */
export type PriceListEvent =
  | { type: 'contract.proposed'; listId: string; to: string | null }
  | { type: 'contract.withdrawn'; listId: string; to: string | null }
  | { type: 'contract.active'; listId: string; to: string | null }
  | { type: 'contract.declined'; listId: string; to: string | null }
  | { type: 'contract.ended'; listId: string; to: string | null }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    priceLists: PriceListEvent
  }
}
