/** Whose rooms are open on this node: bidders by event, each counted once however many windows it has. */
export class Presence {
  private readonly windows = new Map<string, Map<string, number>>()

  arrive(eventId: string, alias: string): void {
    const counts = this.windows.get(eventId) ?? new Map<string, number>()
    counts.set(alias, (counts.get(alias) ?? 0) + 1)
    this.windows.set(eventId, counts)
  }

  depart(eventId: string, alias: string): void {
    const counts = this.windows.get(eventId)
    const left = (counts?.get(alias) ?? 1) - 1
    if (left > 0) counts?.set(alias, left)
    else counts?.delete(alias)
    if (counts?.size === 0) this.windows.delete(eventId)
  }

  in(eventId: string): string[] {
    return [...(this.windows.get(eventId)?.keys() ?? [])]
  }
}
