import type { UseFormReturnType } from '@mantine/form'
import type { EventInput } from '@/lib/auction/event-schemas'
import { hasPriceClock, type RoomFormat, takesSealedBids } from '@/lib/auction/formats/rooms'
import type { EventDetails } from '@/lib/auction/views'

export interface DraftLine {
  productId: string | null
  name: string
  quantity: number | string
  unit: string
  lastPrice: string | null
}

/** An auction as its form holds it: amounts and durations as typed. */
export interface AuctionDraft {
  title: string
  description: string
  terms: string
  networkId: string
  currency: string
  format: RoomFormat
  visibility: 'lead_and_rank' | 'rank' | 'lead' | 'nothing'
  opensAt: string
  atOnce: boolean
  minutes: number | string
  /** seconds that a price clock shows each price */
  interval: number | string
  stepUnit: 'absolute' | 'percent'
  stepMinimum: number | string
  guard: number | string
  overtime: boolean
  window: number | string
  extend: number | string
  lots: { title: string; ceiling: number | string; reserve: number | string; floor: number | string; lines: DraftLine[] }[]
  invite: string[]
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

export const emptyLine = (): DraftLine => ({ productId: null, name: '', quantity: '1', unit: 'C62', lastPrice: null })

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
    guard: 15,
    overtime: true,
    window: 120,
    extend: 120,
    lots: [{ ...lot, reserve: '', floor: '', lines: lot.lines.length > 0 ? lot.lines : [emptyLine()] }],
  }
}

/** What the form starts with for a draft that was saved before. */
export function draftOf(event: EventDetails): AuctionDraft {
  const first = event.lots[0]
  const rules = first?.rules
  return {
    title: event.title,
    description: event.description,
    terms: event.terms,
    networkId: event.networkId,
    currency: event.currency,
    format: (rules?.format as RoomFormat | undefined) ?? 'english-reverse',
    visibility: event.visibility as AuctionDraft['visibility'],
    opensAt: first?.opensAt ?? inMinutes(10).toISOString(),
    atOnce: false,
    minutes: first ? Math.round((Date.parse(first.endsAt) - Date.parse(first.opensAt)) / 60_000) : 30,
    interval: rules?.interval ?? 30,
    stepUnit: rules?.step?.unit ?? 'percent',
    stepMinimum: rules?.step?.minimum ?? 0.5,
    guard: rules?.guard ?? '',
    overtime: Boolean(rules?.overtime),
    window: rules?.overtime?.window ?? 120,
    extend: rules?.overtime?.extend ?? 120,
    lots: event.lots.map((lot) => ({
      title: lot.title,
      ceiling: lot.rules.ceiling ?? '',
      reserve: lot.rules.reserve ?? '',
      floor: lot.rules.floor ?? '',
      lines: lot.lines.map(({ productId, name, quantity, unit, lastPrice }) => ({ productId, name, quantity, unit, lastPrice })),
    })),
    invite: event.invitations.map(({ supplierId }) => supplierId),
  }
}

/** The form as the command takes it. */
export function toInput(draft: AuctionDraft): EventInput {
  const clock = hasPriceClock(draft.format)
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
    step: takesSealedBids(draft.format) ? null : { minimum: String(draft.stepMinimum), unit: draft.stepUnit },
    guard: draft.guard === '' ? null : String(draft.guard),
    overtime: draft.overtime ? { rank: 1, window: Number(draft.window), extend: Number(draft.extend) } : null,
    lots: draft.lots.map((lot) => ({
      title: lot.title,
      ceiling: String(lot.ceiling),
      reserve: lot.reserve === '' ? null : String(lot.reserve),
      floor: !clock || lot.floor === '' ? null : String(lot.floor),
      lines: lot.lines.map((line) => ({ ...line, quantity: String(line.quantity) })),
    })),
    invite: draft.invite,
  }
}
