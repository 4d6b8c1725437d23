/** What happens to the category tree. */
export type CategoryEvent = { type: 'category.renamed'; code: string }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    categories: CategoryEvent
  }
}
