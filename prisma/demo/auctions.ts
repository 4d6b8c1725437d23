import type { z } from 'zod'
import { continueAfter } from '@/lib/documents/numbering/next-numbers'
import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'
import { newId } from '@/lib/platform/ids'
import { appendEntries, FIRST_HASH } from '@/lib/sourcing/auction/live/ledger'
import { foldLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { aliasOf } from '@/lib/sourcing/auction/rules/alias'
import { awardOf, standings } from '@/lib/sourcing/auction/rules/engine'
import { simulateLot } from '@/lib/sourcing/auction/rules/simulate'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { eventInput } from '@/lib/sourcing/events/schemas'
import { lotRows, visibilityOf } from '@/lib/sourcing/events/set-up'
import { type FinishedAuction, finishedAuctions } from './finished-auctions'

const DAY = 86_400_000

interface Held {
  eventId: string
  round: number
  /** the suppliers with a bid and what they bid, best first */
  standings: { slug: string; amount: string }[]
}

/** Auctions of every format that were held: bids of simulated bidders, decided by the engine as they would have been live. */
export async function loadDemoAuctions(organizations: Map<string, string>, networkId: string, now: Date): Promise<void> {
  const buyer = await actorFor('lin@northwind-rail.example')
  if (!buyer) return
  const { organizationId, userId } = buyer
  const held: Held[] = []
  for (const [index, auction] of finishedAuctions.entries()) {
    const previous = auction.roundAfter === undefined ? null : (held[auction.roundAfter] ?? null)
    held.push(await hold(index, auction, previous))
  }
  await continueAfter(prisma(), organizationId, 'sourcing_event', finishedAuctions.length)

  async function hold(index: number, auction: FinishedAuction, previous: Held | null): Promise<Held> {
    const suppliers = previous ? previous.standings.slice(0, 3).map(({ slug }) => slug) : auction.suppliers
    const opensAt = new Date(now.getTime() - auction.daysAgo * DAY)
    const input = inputOf(auction, opensAt, previous?.standings[0]?.amount)
    const visibility = visibilityOf(input)
    const [row] = lotRows(input, new Map(), { locale: 'en', products: new Map() })
    if (!row) throw new Error('an auction of the demo has a lot')
    const aliases = suppliers.map((_, place) => aliasOf(place))
    const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, simulateLot(row.rules, aliases, visibility, 100 + index))
    const state = foldLedger(row.rules, aliases, entries)
    const endedAt = new Date(state.endedAt ?? opensAt)
    const slugOf = (alias: string) => suppliers[aliases.indexOf(alias)] as string
    const [eventId, lotId] = [newId(), newId()]
    const { award } = awardOf(state)
    const goesOn = finishedAuctions.some(({ roundAfter }) => roundAfter === index)
    const { title, description, terms, currency } = input
    await prisma().sourcingEvent.create({
      data: {
        id: eventId,
        buyerId: organizationId,
        networkId,
        number: `RFX-${String(index + 1).padStart(6, '0')}`,
        title,
        description,
        terms,
        visibility,
        currency,
        state: goesOn ? 'continued' : 'closed',
        previousId: previous?.eventId ?? null,
        round: (previous?.round ?? 0) + 1,
        training: input.training,
        createdBy: userId,
        createdAt: new Date(opensAt.getTime() - 5 * DAY),
        publishedAt: new Date(opensAt.getTime() - 4 * DAY),
        invitations: {
          create: suppliers.map((slug, place) => ({
            supplierId: organizations.get(slug) as string,
            alias: aliases[place] as string,
            state: 'accepted' as const,
            answeredAt: new Date(opensAt.getTime() - 3 * DAY),
          })),
        },
        lots: {
          create: {
            ...row,
            id: lotId,
            phase: 'closed',
            endsAt: endedAt,
            dueAt: null,
            seq: entries.length,
            head: entries.at(-1)?.hash ?? FIRST_HASH,
            bidCount: state.bids.length,
            leadAmount: standings(state)[0]?.bid.amount.toFixed() ?? null,
          },
        },
      },
    })
    await prisma().ledgerEntry.createMany({
      data: entries.map((entry) => ({ ...entry, lotId, at: new Date(entry.at), payload: entry.payload as object })),
    })
    if (buyer && award && !goesOn)
      await awardLot(
        { actor: buyer, now: new Date(endedAt.getTime() + 3_600_000) },
        { lotId, supplierId: organizations.get(slugOf(award.bidder)) as string },
      )
    return {
      eventId,
      round: (previous?.round ?? 0) + 1,
      standings: standings(state).map(({ bidder, bid }) => ({ slug: slugOf(bidder), amount: bid.amount.toFixed(2) })),
    }
  }

  function inputOf(auction: FinishedAuction, opensAt: Date, startAt: string | undefined): z.output<typeof eventInput> {
    const { title, item, quantity, lastPrice, ceiling, rules, minutes } = auction
    return eventInput.parse({
      title,
      description: 'Delivery within four weeks, free to the depots.',
      terms: 'Bids are binding for thirty days. Prices include packing and delivery.',
      networkId,
      currency: 'EUR',
      opensAt: opensAt.toISOString(),
      endsAt: minutes === null ? null : new Date(opensAt.getTime() + minutes * 60_000).toISOString(),
      ...rules,
      overtime: rules.overtime ?? null,
      lots: [{ title, ceiling: startAt ?? ceiling, floor: auction.floor, lines: [{ name: item, quantity, lastPrice }] }],
    })
  }
}
