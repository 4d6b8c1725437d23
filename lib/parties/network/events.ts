/** What happens between a network and its members. */
export type NetworkEvent =
  | { type: 'network.applied'; networkId: string; organizationId: string }
  | { type: 'network.invited'; networkId: string; organizationId: string }
  | { type: 'network.membership-decided'; membershipId: string; state: string }
  | { type: 'network.terms-published'; networkId: string; version: number }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    network: NetworkEvent
  }
}
