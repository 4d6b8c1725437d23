import type { z } from 'zod'
import { continueAfter } from '@/lib/documents/numbering/next-numbers'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
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

/** Where the auctions of the demo are held, and by whom. */
interface Hosts {
  buyer: Actor
  organizations: Map<string, string>
  networkId: string
  now: Date
}

/** Auctions of every format that were held: bids of simulated bidders, decided by the engine as they would have been live. */
export async function loadDemoAuctions(organizations: Map<string, string>, networkId: string, now: Date): Promise<void> {
  const buyer = await actorFor('lin@northwind-rail.example')
  if (!buyer) return
  const held: Held[] = []
  for (const [index, auction] of finishedAuctions.entries()) {
    const previous = auction.roundAfter === undefined ? null : (held[auction.roundAfter] ?? null)
    held.push(await hold({ buyer, organizations, networkId, now }, index, auction, previous))
  }
  await continueAfter(prisma(), buyer.organizationId, 'sourcing_event', finishedAuctions.length)
}

async function hold(hosts: Hosts, index: number, auction: FinishedAuction, previous: Held | null): Promise<Held> {
  const suppliers = previous ? previous.standings.slice(0, 3).map(({ slug }) => slug) : auction.suppliers
  const opensAt = new Date(hosts.now.getTime() - auction.daysAgo * DAY)
  const input = inputOf(auction, hosts.networkId, opensAt, previous?.standings[0]?.amount)
  const [row] = lotRows(input, new Map(), { locale: 'en', products: new Map() })
  if (!row) throw new Error('an auction of the demo has a lot')
  const aliases = suppliers.map((_, place) => aliasOf(place))
  const entries = appendEntries({ seq: 0, hash: FIRST_HASH }, simulateLot(row.rules, aliases, visibilityOf(input), 100 + index))
  const state = foldLedger(row.rules, aliases, entries)
  const { award } = awardOf(state)
  const endedAt = new Date(state.endedAt ?? opensAt)
  const [eventId, lotId] = [newId(), newId()]
  const round = (previous?.round ?? 0) + 1
  const goesOn = finishedAuctions.some(({ roundAfter }) => roundAfter === index)
  await prisma().sourcingEvent.create({
    data: {
      ...eventFields(hosts, input, index, opensAt),
      id: eventId,
      state: goesOn ? 'continued' : 'closed',
      previousId: previous?.eventId ?? null,
      round,
      invitations: {
        create: suppliers.map((slug, place) => ({
          supplierId: hosts.organizations.get(slug) as string,
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
  const slugOf = (alias: string) => suppliers[aliases.indexOf(alias)] as string
  if (award && !goesOn)
    await awardLot(
      { actor: hosts.buyer, now: new Date(endedAt.getTime() + 3_600_000) },
      { lotId, supplierId: hosts.organizations.get(slugOf(award.bidder)) as string },
    )
  return { eventId, round, standings: standings(state).map(({ bidder, bid }) => ({ slug: slugOf(bidder), amount: bid.amount.toFixed(2) })) }
}

type EventInput = z.output<typeof eventInput>

/** What an event says of itself; it was made and published in the days before it opened. */
function eventFields({ buyer, networkId }: Hosts, input: EventInput, index: number, opensAt: Date) {
  const { title, description, terms, currency, training } = input
  return {
    buyerId: buyer.organizationId,
    networkId,
    number: `RFX-${String(index + 1).padStart(6, '0')}`,
    title,
    description,
    terms,
    visibility: visibilityOf(input),
    currency,
    training,
    createdBy: buyer.userId,
    createdAt: new Date(opensAt.getTime() - 5 * DAY),
    publishedAt: new Date(opensAt.getTime() - 4 * DAY),
  }
}

function inputOf(auction: FinishedAuction, networkId: string, opensAt: Date, startAt: string | undefined): EventInput {
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
