/** What happens to a version of a virtual catalog on its way. */
export type VirtualCatalogEvent =
  | { type: 'virtual-catalog.submitted'; catalogId: string; number: number; by: string }
  | { type: 'virtual-catalog.decided'; catalogId: string; number: number; state: 'accepted' | 'sent_back'; to: string | null }
  | { type: 'virtual-catalog.published'; catalogId: string }
  | { type: 'virtual-catalog.scheduled'; catalogId: string; number: number; runAt: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    virtualCatalogs: VirtualCatalogEvent
  }
}
