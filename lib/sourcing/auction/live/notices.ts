import type { Reactions } from '@/lib/platform/events'
import { tellEvent } from '@/lib/sourcing/events/notices'

/** Who is told that a lot begins and ends. */
export const lotNotices: Reactions = {
  'auction.lot-opened': (event) => tellEvent('auction_opened', 'accepted', event),
  'auction.lot-closed': (event) => tellEvent('auction_closed', 'buyer', event),
}
