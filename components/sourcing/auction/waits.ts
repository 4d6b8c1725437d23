import type { RoomView } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'

/** Does a lot wait for another: do the lots run one after the other, and is the one before it not over? */
export function waitsForLotBefore(
  event: Pick<EventDetails, 'lots' | 'gap'>,
  lot: { id: string },
  views: ReadonlyMap<string, RoomView>,
): boolean {
  const before = event.lots[event.lots.findIndex(({ id }) => id === lot.id) - 1]
  return event.gap !== null && before !== undefined && views.get(before.id)?.phase !== 'closed'
}
