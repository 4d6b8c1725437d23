/** What happens to the search for an allocation. */
export type AllocationEvent = { type: 'allocation.started'; allocationId: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    allocation: AllocationEvent
  }
}
