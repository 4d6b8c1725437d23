/** What happens to the search for duplicates. */
export type DuplicateEvent = { type: 'duplicates.search-started'; organizationId: string; networkIds: string[] }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    duplicates: DuplicateEvent
  }
}
