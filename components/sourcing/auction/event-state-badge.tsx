import { useTranslations } from 'next-intl'
import { StateBadge } from '@/components/ui/state-badge'
import type { EventDetails } from '@/lib/sourcing/events/views'

interface StatedEvent {
  state: EventDetails['state']
  lots: readonly { phase: string }[]
}

/** Can bids come in, at once or after a pause? */
export const isLive = ({ state, lots }: StatedEvent): boolean =>
  state === 'published' && lots.some(({ phase }) => phase === 'open' || phase === 'paused')

/** Where an auction stands, in a word: one that was published and whose lots have opened is live. */
export function EventStateBadge({ event }: { event: StatedEvent }) {
  const t = useTranslations('auctions')
  const live = isLive(event)
  return <StateBadge state={live ? 'open' : event.state}>{t(live ? 'phase.open' : `eventState.${event.state}`)}</StateBadge>
}
