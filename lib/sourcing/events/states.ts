import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { EventState, LotPhase } from '@/lib/platform/db/generated/enums'

export type EventStep = 'publish' | 'cancel' | 'close' | 'award' | 'take_award_back' | 'leave_unawarded' | 'continue' | 'return'
/** The buyer, and the server's clock when the last lot is over. */
export type EventSide = 'buyer' | 'clock'

export interface EventFacts {
  lots: readonly { phase: LotPhase; awarded: boolean }[]
}

const isRunning = ({ lots }: EventFacts) => lots.some(({ phase }) => phase !== 'closed')
const allAwarded = ({ lots }: EventFacts) => lots.every(({ awarded }) => awarded)

/** The life of a sourcing event. docs/states.md draws it. */
export const eventLifecycle: Lifecycle<EventState, EventStep, EventSide, EventFacts> = {
  draft: { publish: { by: 'buyer', to: ['published'] }, cancel: { by: 'buyer', to: ['cancelled'] } },
  published: {
    cancel: {
      by: 'buyer',
      to: ['cancelled'],
      hindrance: ({ lots }) => (lots.every(({ phase }) => phase === 'pending') ? null : 'lot_has_opened'),
    },
    close: { by: 'clock', to: ['closed'], hindrance: (facts) => (isRunning(facts) ? 'lots_run' : null) },
    award: { by: 'buyer', to: ['published', 'awarded'], choose: (facts) => (allAwarded(facts) ? 'awarded' : 'published') },
    take_award_back: { by: 'buyer', to: ['published'] },
  },
  closed: {
    award: { by: 'buyer', to: ['closed', 'awarded'], choose: (facts) => (allAwarded(facts) ? 'awarded' : 'closed') },
    take_award_back: { by: 'buyer', to: ['closed'] },
    leave_unawarded: { by: 'buyer', to: ['unsuccessful'] },
    continue: { by: 'buyer', to: ['continued'] },
  },
  // The next round came to nothing: the offers of this one count again.
  continued: { return: { by: 'buyer', to: ['closed'] }, take_award_back: { by: 'buyer', to: ['continued'] } },
  awarded: { take_award_back: { by: 'buyer', to: ['closed'] } },
  // Its other lots stay unawarded; of one that was awarded before, the standstill goes on.
  unsuccessful: { take_award_back: { by: 'buyer', to: ['unsuccessful'] } },
  cancelled: {},
}
