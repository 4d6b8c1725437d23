import { prisma } from '@/lib/platform/db/client'
import { notFound } from '@/lib/platform/errors'
import { Decimal, toDecimal } from '@/lib/platform/money/decimal'
import { formatOf } from '@/lib/sourcing/auction/rules/formats/registry'
import type { LotWorth } from '@/lib/sourcing/auction/rules/savings'
import { lotRules } from '@/lib/sourcing/auction/rules/schemas'
import type { Visibility } from '@/lib/sourcing/auction/rules/views'

export interface LotFacts {
  id: string
  worth: LotWorth
  sealed: boolean
}

export interface EventFacts {
  buyerId: string
  state: string
  visibility: Visibility
  lots: LotFacts[]
}

/** What a room has to know of events that were published: read once, and again when they change. */
export class EventCache {
  private readonly known = new Map<string, Promise<EventFacts>>()

  /** @throws AppError not_found for a draft too */
  get(eventId: string): Promise<EventFacts> {
    const known = this.known.get(eventId)
    if (known) return known
    const reading = read(eventId)
    reading.catch(() => this.known.delete(eventId))
    this.known.set(eventId, reading)
    return reading
  }

  forget(eventId: string): void {
    this.known.delete(eventId)
  }

  clear(): void {
    this.known.clear()
  }
}

async function read(eventId: string): Promise<EventFacts> {
  const event = await prisma().sourcingEvent.findUnique({
    where: { id: eventId },
    select: {
      buyerId: true,
      state: true,
      visibility: true,
      lots: { select: { id: true, baseline: true, rules: true, lines: { select: { quantity: true } } }, orderBy: { number: 'asc' } },
    },
  })
  if (!event || event.state === 'draft') throw notFound()
  return {
    ...event,
    lots: event.lots.map((lot) => ({
      id: lot.id,
      worth: worthOf(lot),
      sealed: formatOf(lotRules.parse(lot.rules).format).hides === 'amounts',
    })),
  }
}

/** What a lot was worth before the auction, from its rows. */
export const worthOf = (lot: { baseline: { toString(): string } | null; lines: { quantity: { toString(): string } }[] }): LotWorth => ({
  baseline: lot.baseline === null ? null : toDecimal(lot.baseline),
  quantity: lot.lines.reduce((sum, line) => sum.add(line.quantity.toString()), new Decimal(0)),
})
