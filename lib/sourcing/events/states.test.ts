import { expect, test } from 'vitest'
import { offeredSteps, takeStep } from '@/lib/documents/lifecycle/model'
import type { EventState, LotPhase } from '@/lib/platform/db/generated/enums'
import { type EventFacts, type EventStep, eventLifecycle } from './states'

const lots = (...each: [LotPhase, boolean?][]): EventFacts => ({ lots: each.map(([phase, awarded = false]) => ({ phase, awarded })) })
const take = (state: EventState, step: EventStep, facts: EventFacts) => {
  const result = takeStep(eventLifecycle, { state, step, side: step === 'close' ? 'clock' : 'buyer', before: facts })
  return result.ok ? result.state : result.reason === 'hindered' ? result.by : result.reason
}

test.each([
  ['is awarded with its last lot', 'closed', 'award', lots(['closed', true], ['closed', true]), 'awarded'],
  ['stays closed while a lot is undecided', 'closed', 'award', lots(['closed', true], ['closed']), 'closed'],
  ['goes on while other lots run', 'published', 'award', lots(['closed', true], ['open']), 'published'],
  ['is closed again when an award is taken back', 'awarded', 'take_award_back', lots(['closed'], ['closed', true]), 'closed'],
  ['is called off before a lot has opened', 'published', 'cancel', lots(['pending'], ['pending']), 'cancelled'],
  ['and not after', 'published', 'cancel', lots(['closed'], ['pending']), 'lot_has_opened'],
  ['closes when all lots are over', 'published', 'close', lots(['closed'], ['closed']), 'closed'],
  ['and not before', 'published', 'close', lots(['closed'], ['paused']), 'lots_run'],
  ['has no second award', 'awarded', 'award', lots(['closed', true]), 'state'],
  [
    'lets an award of one lot be taken back after another round has begun',
    'continued',
    'take_award_back',
    lots(['closed'], ['closed']),
    'continued',
  ],
  ['and after the rest was left unawarded', 'unsuccessful', 'take_award_back', lots(['closed'], ['closed']), 'unsuccessful'],
  ['counts again when the next round came to nothing', 'continued', 'return', lots(['closed']), 'closed'],
] as const)('an event %s', (_name, state, step, facts, expected) => {
  expect(take(state, step, facts)).toBe(expected)
})

test('only the clock closes an event', () => {
  expect(
    offeredSteps(eventLifecycle, { state: 'published', side: 'buyer', facts: lots(['closed']) }).map(({ step }) => step),
  ).not.toContain('close')
})
