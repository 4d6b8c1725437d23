/** What happens to a file on its way into a catalog. */
export type ImportEvent =
  | { type: 'catalog.import-mapped'; importId: string } /** to be published at an instant, ISO 8601, or now */
  | { type: 'catalog.import-released'; importId: string; runAt: string | null }

declare module '@/lib/platform/events' {
  interface DomainEvents {
    imports: ImportEvent
  }
}
