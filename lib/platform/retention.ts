/** The instant so many days before another: what is older goes. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)

/** What no age lets go: companies under a legal hold, with their people. */
export interface Held {
  organizationIds: string[]
  userIds: string[]
  addresses: string[]
}
