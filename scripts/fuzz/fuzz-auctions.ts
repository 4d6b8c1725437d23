import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import { playScript } from '@/lib/sourcing/auction/rules/play'
import type { AuctionScript } from '@/lib/sourcing/auction/rules/schemas'
import { playNaively } from './naive-auction'
import { randomScript } from './random-scripts'

export interface FuzzResult {
  format: AuctionFormat
  runs: number
  seed: number
  agrees: boolean
  /** the smallest script found on which the two differ, with both answers */
  counterexample: { script: AuctionScript; engine: unknown; naive: unknown } | null
}

/** Plays random auctions of a format through the engine and through the naive model; both must print the same. */
export function fuzzAuctions(format: AuctionFormat, runs: number, seed: number): FuzzResult {
  const property = fc.property(randomScript(format), (script) => isDeepStrictEqual(playScript(script), playNaively(script)))
  const details = fc.check(property, { numRuns: runs, seed })
  const script = details.counterexample?.[0]
  return {
    format,
    runs: details.numRuns,
    seed: details.seed,
    agrees: !details.failed,
    counterexample: script ? { script, engine: attempt(() => playScript(script)), naive: attempt(() => playNaively(script)) } : null,
  }
}

const attempt = (play: () => unknown) => {
  try {
    return play()
  } catch (error) {
    return String(error)
  }
}
