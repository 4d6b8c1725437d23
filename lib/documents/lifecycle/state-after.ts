import { AppError, notFound } from '@/lib/platform/errors'
import { type Lifecycle, type Taken, takeStep } from './model'

/**
 * The state that a step leads to.
 * @throws AppError not_possible_now with what stands in its way; not_found for a step of the other side, which is nothing to this one
 */
export function stateAfter<State extends string, Step extends string, Side extends string, Facts>(
  lifecycle: Lifecycle<State, Step, Side, Facts>,
  taken: Taken<State, Step, Side, Facts>,
): State {
  const result = takeStep(lifecycle, taken)
  if (result.ok) return result.state
  switch (result.reason) {
    case 'side':
      throw notFound()
    case 'state':
      throw new AppError('not_possible_now', { detail: 'document_state', data: { state: taken.state } })
    case 'hindered':
      throw new AppError('not_possible_now', { detail: result.by })
    default:
      return result satisfies never
  }
}
