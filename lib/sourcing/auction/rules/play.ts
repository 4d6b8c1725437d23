import { awardOf, newLot, runClock, standings, step } from './engine'
import type { AuctionScript } from './schemas'
import { applyEvent, type LotState, type Outcome } from './state'

export interface PlayResult {
  outcomes: (Outcome & { duplicate?: true })[]
  bids: { bidder: string; amount: string; at: string; source: 'bidder' | 'proxy'; retracted: boolean }[]
  standing: { bidder: string; amount: string; rank: number }[]
  state: 'closed'
  endedAt: string
  award: { bidder: string; price: string } | null
  reserveMet: boolean | null
}

/** Plays a script from its first command to the lot's own end. Source: auction scripts, In and Out. */
export function playScript(script: AuctionScript): PlayResult {
  const state = newLot(script.lot, script.bidders)
  const outcomes: PlayResult['outcomes'] = []
  for (const command of script.commands) {
    const at = Date.parse(command.at)
    runClock(state, at)
    const { outcome } = step(state, { kind: 'command', command }, at)
    if (outcome) outcomes.push(told(outcome))
  }
  runToEnd(state, script.commands.at(-1)?.at)
  return report(state, outcomes)
}

const told = ({ duplicate, ...outcome }: Outcome & { duplicate: boolean }): PlayResult['outcomes'][number] =>
  duplicate ? { ...outcome, duplicate } : outcome

function runToEnd(state: LotState, lastCommandAt: string | undefined): void {
  if (state.phase === 'paused' && lastCommandAt) applyEvent(state, { type: 'lot.resumed', at: Date.parse(lastCommandAt) })
  runClock(state, Number.MAX_SAFE_INTEGER)
}

function report(state: LotState, outcomes: PlayResult['outcomes']): PlayResult {
  const { scale } = state.rules
  const { award, reserveMet } = awardOf(state)
  return {
    outcomes,
    bids: state.bids.map((bid) => ({
      bidder: bid.bidder,
      amount: bid.amount.toFixed(scale),
      at: new Date(bid.at).toISOString(),
      source: bid.source,
      retracted: bid.retracted,
    })),
    standing: standings(state).map(({ bidder, bid, rank }) => ({ bidder, amount: bid.amount.toFixed(scale), rank })),
    state: 'closed',
    endedAt: new Date(state.endedAt as number).toISOString(),
    award: award && { bidder: award.bidder, price: award.price.toFixed(scale) },
    reserveMet,
  }
}
