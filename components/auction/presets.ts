import type { AuctionDraft } from './auction-draft'

/** Rules that go well together, by purpose. Everything can be changed afterwards. */
export const presets = {
  commodity: {
    format: 'english-reverse',
    visibility: 'lead_and_rank',
    minutes: 30,
    stepUnit: 'percent',
    stepMinimum: 0.5,
    mustBeat: 'leader',
    ties: false,
    guard: 15,
    overtime: true,
    window: 120,
    extend: 120,
    overtimeRank: 1,
  },
  fewBidders: {
    format: 'rank-reverse',
    visibility: 'rank',
    minutes: 45,
    stepUnit: 'percent',
    stepMinimum: 0.25,
    ties: false,
    overtime: true,
    window: 180,
    extend: 180,
    overtimeRank: 2,
  },
  surplus: {
    format: 'english-forward',
    visibility: 'lead_and_rank',
    minutes: 60,
    stepUnit: 'percent',
    stepMinimum: 2,
    mustBeat: 'leader',
    ties: false,
    guard: 50,
    overtime: true,
    window: 120,
    extend: 120,
    overtimeRank: 1,
  },
} satisfies Record<string, Partial<AuctionDraft>>

export const presetNames = ['commodity', 'fewBidders', 'surplus'] as const
