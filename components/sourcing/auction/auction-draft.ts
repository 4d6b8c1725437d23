import type { UseFormReturnType } from '@mantine/form'
import { type Locale, localText } from '@/lib/platform/i18n/locales'
import type { AuctionFormat } from '@/lib/sourcing/auction/rules/formats/traits'
import { bidsRise, traitsOf } from '@/lib/sourcing/auction/rules/formats/traits'
import type { StandingBid } from '@/lib/sourcing/auction/rules/views'
import type { EventInput, FileLot } from '@/lib/sourcing/events/schemas'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { knownSuppliers } from './bidder-names'

export interface DraftLine {
  productId: string | null
  name: string
  quantity: number | string
  unit: string
  /** of one unit: paid last, or what a discount is taken off; empty when unknown */
  lastPrice: string
}

export interface DraftLot {
  title: string
  ceiling: number | string
  reserve: number | string
  floor: number | string
  lines: DraftLine[]
}

/** What a supplier's amount is worth: factor, addend, and its points of each criterion. */
export interface Evaluation {
  factor: number | string
  addend: number | string
  points: (number | string)[]
}

/** An auction as its form holds it: amounts and durations as typed. */
export interface AuctionDraft {
  title: string
  description: string
  terms: string
  networkId: string
  currency: string
  format: AuctionFormat
  visibility: 'lead_and_rank' | 'rank' | 'lead' | 'nothing'
  opensAt: string
  atOnce: boolean
  minutes: number | string
  /** seconds that a price clock shows each price */
  interval: number | string
  stepUnit: 'absolute' | 'percent'
  stepMinimum: number | string
  stepMaximum: number | string
  mustBeat: 'leader' | 'own'
  ties: boolean
  discount: 'percent' | 'amount'
  guard: number | string
  overtime: boolean
  window: number | string
  extend: number | string
  overtimeRank: number | string
  overtimeFrom: 'receipt' | 'end'
  overtimeScope: 'lot' | 'event'
  overtimeLimit: number | string
  hardStopMinutes: number | string
  serial: boolean
  /** seconds between one lot and the next */
  gap: number | string
  /** factor and addend by supplier; whoever is not in it counts as bid */
  adjustments: Record<string, Evaluation>
  /** weighed beside the price, in percent of the whole */
  criteria: { name: string; weight: number | string }[]
  lots: DraftLot[]
  invite: string[]
  namesHidden: boolean
  /** days between award and effect; empty for none */
  standstillDays: number | string
  /** what a lot gets after an outage at its end; empty for nothing */
  outageMinutes: number | string
  training: boolean
}

/** What a part of the form gets. */
export interface DraftFields {
  form: UseFormReturnType<AuctionDraft>
  /** what the server says about a field */
  error(field: string): string | undefined
}

/** 'At once' leaves a moment for publishing; a price clock gives its bidders time to take their seats. */
const AT_ONCE_MS = 3000
const SOON_MS = 30_000

export const inMinutes = (minutes: number) => new Date(Math.ceil((Date.now() + minutes * 60_000) / 60_000) * 60_000)

export const emptyLine = (): DraftLine => ({ productId: null, name: '', quantity: '1', unit: 'C62', lastPrice: '' })

/** A lot of a file as the form holds it. */
export const draftLot = ({ ceiling, reserve, floor, lines }: FileLot, title: string): DraftLot => ({
  title,
  ceiling: ceiling ?? '',
  reserve: reserve ?? '',
  floor: floor ?? '',
  lines: lines.map((line) => ({ ...line, productId: null, lastPrice: line.lastPrice ?? '' })),
})

/** What the form starts with for a new auction. */
export function newDraft(
  start: Pick<AuctionDraft, 'title' | 'terms' | 'networkId' | 'currency' | 'invite'>,
  lot: { title: string; ceiling: number | string; lines: DraftLine[] },
): AuctionDraft {
  return {
    ...start,
    description: '',
    format: 'english-reverse',
    visibility: 'lead_and_rank',
    opensAt: inMinutes(10).toISOString(),
    atOnce: false,
    minutes: 30,
    interval: 30,
    stepUnit: 'percent',
    stepMinimum: 0.5,
    stepMaximum: '',
    mustBeat: 'leader',
    ties: false,
    discount: 'percent',
    guard: 15,
    overtime: true,
    window: 120,
    extend: 120,
    overtimeRank: 1,
    overtimeFrom: 'receipt',
    overtimeScope: 'lot',
    overtimeLimit: '',
    hardStopMinutes: '',
    serial: false,
    gap: 60,
    adjustments: {},
    criteria: [],
    namesHidden: false,
    standstillDays: '',
    outageMinutes: '',
    training: false,
    lots: [{ ...lot, reserve: '', floor: '', lines: lot.lines.length > 0 ? lot.lines : [emptyLine()] }],
  }
}

const minutesBetween = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 60_000) : null

const optional = (typed: number | string) => (typed === '' ? null : String(typed))

const overtimeOf = (rules: EventDetails['lots'][number]['rules'] | undefined) => ({
  overtime: Boolean(rules?.overtime),
  window: rules?.overtime?.window ?? 120,
  extend: rules?.overtime?.extend ?? 120,
  overtimeRank: rules?.overtime?.rank ?? 1,
  overtimeFrom: rules?.overtime?.from ?? ('receipt' as const),
  overtimeScope: rules?.overtime?.scope ?? ('lot' as const),
  overtimeLimit: rules?.overtime?.limit ?? '',
  hardStopMinutes: minutesBetween(rules?.endsAt, rules?.overtime?.hardStop) ?? '',
})

/** What the form starts with for a draft that was saved before. */
export function draftOf(event: EventDetails, locale: Locale): AuctionDraft {
  const first = event.lots[0]
  const rules = first?.rules
  return {
    title: event.title,
    description: event.description,
    terms: event.terms,
    networkId: event.networkId,
    currency: event.currency,
    format: rules?.format ?? 'english-reverse',
    visibility: event.visibility as AuctionDraft['visibility'],
    opensAt: first?.opensAt ?? inMinutes(10).toISOString(),
    atOnce: false,
    minutes: minutesBetween(first?.rules.opensAt, first?.rules.endsAt ?? first?.endsAt) ?? 30,
    interval: rules?.interval ?? 30,
    stepUnit: rules?.step?.unit ?? 'percent',
    stepMinimum: rules?.step?.minimum ?? 0.5,
    stepMaximum: rules?.step?.maximum ?? '',
    mustBeat: rules?.mustBeat ?? 'leader',
    ties: rules?.ties ?? false,
    discount: rules?.discount ?? 'percent',
    guard: rules?.guard ?? '',
    ...overtimeOf(rules),
    serial: event.gap !== null,
    gap: event.gap ?? 60,
    adjustments: Object.fromEntries(
      event.invitations.flatMap(({ supplierId, alias }) => {
        const terms = rules?.adjustments?.[alias]
        return terms && supplierId
          ? [[supplierId, { factor: terms.factor, addend: terms.base ?? terms.addend, points: terms.points ?? [] }] as const]
          : []
      }),
    ),
    criteria: rules?.criteria ?? [],
    lots: event.lots.map((lot) => ({
      title: lot.title,
      ceiling: lot.rules.ceiling ?? '',
      reserve: lot.rules.reserve ?? '',
      floor: lot.rules.floor ?? '',
      lines: lot.lines.map(({ productId, name, quantity, unit, lastPrice }) => ({
        productId,
        name: localText(name, locale),
        quantity,
        unit,
        lastPrice: lastPrice ?? '',
      })),
    })),
    invite: knownSuppliers(event).map(({ supplierId }) => supplierId),
    namesHidden: event.namesHidden,
    standstillDays: event.standstillDays ?? '',
    outageMinutes: rules?.outage ? rules.outage / 60 : '',
    training: event.training,
  }
}

/**
 * What the form starts with for the next round of a closed event: the lots that are not awarded, each from its best bid on,
 * for those on the short list. Source: auction rules, 15.
 */
export function nextRoundOf(
  event: EventDetails,
  bids: Record<string, StandingBid[]>,
  shortList: readonly string[],
  locale: Locale,
): AuctionDraft {
  const left = event.lots.filter((lot) => !lot.award)
  const draft = draftOf({ ...event, lots: left }, locale)
  const worse = bidsRise(draft.format) ? (a: string, b: string) => Number(a) < Number(b) : (a: string, b: string) => Number(a) > Number(b)
  return {
    ...draft,
    opensAt: inMinutes(10).toISOString(),
    invite: draft.invite.filter((id) => shortList.includes(id)),
    lots: draft.lots.map((lot, index) => {
      const best = bids[left[index]?.id ?? '']?.[0]?.amount
      if (!best) return lot
      // A limit that the first round has passed already says nothing any more.
      const still = (limit: number | string) => (limit === '' || worse(String(limit), best) ? '' : limit)
      return { ...lot, ceiling: best, reserve: still(lot.reserve), floor: still(lot.floor) }
    }),
  }
}

/** The form as the command takes it. */
export function toInput(draft: AuctionDraft): EventInput {
  const clock = traitsOf(draft.format).kind === 'clock'
  const begin = draft.atOnce ? new Date(Date.now() + (clock ? SOON_MS : AT_ONCE_MS)) : new Date(draft.opensAt)
  const end = new Date(begin.getTime() + Number(draft.minutes) * 60_000)
  return {
    title: draft.title,
    description: draft.description,
    terms: draft.terms,
    networkId: draft.networkId,
    currency: draft.currency,
    format: draft.format,
    visibility: draft.visibility,
    opensAt: begin.toISOString(),
    endsAt: clock ? null : end.toISOString(),
    interval: clock ? Number(draft.interval) : null,
    gap: draft.serial && draft.lots.length > 1 ? Number(draft.gap) : null,
    step:
      traitsOf(draft.format).kind === 'sealed'
        ? null
        : {
            minimum: String(draft.stepMinimum),
            maximum: optional(draft.stepMaximum),
            unit: traitsOf(draft.format).discount ? 'absolute' : draft.stepUnit,
          },
    mustBeat: draft.mustBeat,
    ties: draft.ties,
    discount: draft.discount,
    guard: optional(draft.guard),
    overtime: draft.overtime
      ? {
          rank: Number(draft.overtimeRank),
          window: Number(draft.window),
          extend: Number(draft.extend),
          from: draft.overtimeFrom,
          scope: draft.overtimeScope,
          limit: draft.overtimeLimit === '' ? null : Number(draft.overtimeLimit),
          hardStopMinutes: draft.hardStopMinutes === '' ? null : Number(draft.hardStopMinutes),
        }
      : null,
    adjustments: draft.invite.flatMap((supplierId) => {
      const terms = draft.adjustments[supplierId]
      return terms
        ? [{ supplierId, factor: optional(terms.factor) ?? '1', addend: optional(terms.addend) ?? '0', points: terms.points.map(Number) }]
        : []
    }),
    lots: draft.lots.map((lot) => ({
      title: lot.title,
      ceiling: optional(lot.ceiling),
      reserve: optional(lot.reserve),
      floor: clock ? optional(lot.floor) : null,
      lines: lot.lines.map((line) => ({ ...line, quantity: String(line.quantity), lastPrice: optional(line.lastPrice) })),
    })),
    invite: draft.invite,
    criteria: draft.criteria.map(({ name, weight }) => ({ name, weight: Number(weight) })),
    namesHidden: draft.namesHidden,
    standstillDays: draft.standstillDays === '' ? null : Number(draft.standstillDays),
    outageMinutes: draft.outageMinutes === '' ? null : Number(draft.outageMinutes),
    training: draft.training,
  }
}
