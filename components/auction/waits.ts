import type { EventDetails } from '@/lib/auction/views'
import type { RoomView } from '@/lib/auction/wire'

/** Does a lot wait for another: do the lots run one after the other, and is the one before it not over? */
export function waitsForLotBefore(
  event: Pick<EventDetails, 'lots' | 'gap'>,
  lot: { id: string },
  views: ReadonlyMap<string, RoomView>,
): boolean {
  const before = event.lots[event.lots.findIndex(({ id }) => id === lot.id) - 1]
  return event.gap !== null && before !== undefined && views.get(before.id)?.phase !== 'closed'
}
