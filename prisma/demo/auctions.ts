import { awardLot } from '@/lib/auction/commands/award-lot'
import { aliasOf } from '@/lib/auction/commands/save-event'
import { appendEntries, FIRST_HASH } from '@/lib/auction/ledger'
import { advanceTo, decide, newLot } from '@/lib/auction/model'
import { type LotCommand, lotRules } from '@/lib/auction/schemas'
import { applyEvent, type LotEvent } from '@/lib/auction/state'
import { actorFor } from '@/lib/identity/actor'
import { prisma } from '@/lib/platform/db/client'
import { newId } from '@/lib/platform/ids'
import { Random } from './random'

const DAY = 86_400_000

const finished = [
  {
    daysAgo: 120,
    title: 'Hex bolts, yearly demand',
    item: 'Hex bolt M8 × 40, zinc-plated steel 8.8',
    quantity: '40000',
    ceiling: 5200,
    suppliers: ['ostrava-fasteners', 'rhein-schrauben', 'suzhou-precision', 'bergamo-utensili'],
  },
  {
    daysAgo: 61,
    title: 'Safety shoes for three depots',
    item: 'Safety shoe S3, ankle',
    quantity: '600',
    ceiling: 41000,
    suppliers: ['guardwell', 'nordic-workwear', 'atlas-protection', 'sentinel-ppe', 'qingdao-labour'],
  },
  {
    daysAgo: 12,
    title: 'LED lamps, relighting of the workshops',
    item: 'LED lamp G13, 18 W, daylight',
    quantity: '3500',
    ceiling: 19800,
    suppliers: ['volta-electric', 'shenzhen-luminary', 'brightwire'],
  },
]

/** Three auctions that were held and awarded: bids decided by the engine, as they would have been live. */
export async function loadDemoAuctions(organizations: Map<string, string>, networkId: string, now: Date): Promise<void> {
  const buyer = await actorFor('lin@northwind-rail.example')
  if (!buyer) return
  for (const [index, auction] of finished.entries()) {
    const opensAt = new Date(now.getTime() - auction.daysAgo * DAY)
    const rules = lotRules.parse({
      format: 'english-reverse',
      currency: 'EUR',
      scale: 2,
      opensAt: opensAt.toISOString(),
      endsAt: new Date(opensAt.getTime() + 30 * 60_000).toISOString(),
      ceiling: auction.ceiling.toFixed(2),
      reserve: (auction.ceiling * 0.95).toFixed(2),
      step: { minimum: (auction.ceiling * 0.005).toFixed(2), unit: 'absolute' },
      overtime: { rank: 1, window: 120, extend: 120 },
    })
    const aliases = auction.suppliers.map((_, place) => aliasOf(place))
    const entries = play(rules, aliases, new Random(100 + index))
    const last = entries.at(-1)
    const lotId = newId()
    const eventId = newId()
    await prisma().sourcingEvent.create({
      data: {
        id: eventId,
        buyerId: buyer.organizationId,
        networkId,
        number: `RFX-${String(index + 1).padStart(6, '0')}`,
        title: auction.title,
        description: 'Delivery within four weeks, free to the depots.',
        terms: 'Bids are binding for thirty days. Prices include packing and delivery.',
        state: 'closed',
        visibility: 'lead_and_rank',
        currency: 'EUR',
        createdBy: buyer.userId,
        createdAt: new Date(opensAt.getTime() - 5 * DAY),
        publishedAt: new Date(opensAt.getTime() - 4 * DAY),
        invitations: {
          create: auction.suppliers.map((slug, place) => ({
            supplierId: organizations.get(slug) as string,
            alias: aliases[place] as string,
            state: 'accepted' as const,
            answeredAt: new Date(opensAt.getTime() - 3 * DAY),
          })),
        },
        lots: {
          create: {
            id: lotId,
            number: 1,
            title: auction.title,
            rules,
            baseline: (auction.ceiling * 0.97).toFixed(2),
            phase: 'closed',
            opensAt,
            endsAt: last?.at ?? opensAt,
            seq: entries.length,
            head: last?.hash ?? FIRST_HASH,
            bidCount: entries.filter((entry) => entry.type === 'bid.accepted').length,
            leadAmount: String(entries.filter((entry) => entry.type === 'bid.accepted').at(-1)?.payload.amount ?? auction.ceiling),
            lines: { create: { line: 1, name: auction.item, quantity: auction.quantity, unit: 'C62' } },
          },
        },
      },
    })
    await prisma().ledgerEntry.createMany({
      data: entries.map((entry) => ({ ...entry, lotId, at: new Date(entry.at), payload: entry.payload as object })),
    })
    const winner =
      auction.suppliers[aliases.indexOf(String(entries.filter((entry) => entry.type === 'bid.accepted').at(-1)?.payload.bidder))]
    await awardLot(
      { actor: buyer, now: new Date((last ? Date.parse(last.at) : 0) + 3_600_000) },
      { lotId, supplierId: organizations.get(winner ?? '') as string },
    )
  }
  await prisma().numberSequence.create({ data: { organizationId: buyer.organizationId, kind: 'RFX', last: finished.length } })
}

/** Bidders who go down to a limit of their own, more often towards the end. */
function play(rules: ReturnType<typeof lotRules.parse>, aliases: string[], random: Random) {
  const state = newLot(rules, aliases)
  const caused: { event: LotEvent; actor: string }[] = []
  const limits = aliases.map(() => Number(rules.ceiling) * (0.74 + random.next() * 0.18))
  let at = Date.parse(rules.opensAt)
  for (let turn = 0; turn < 400; turn++) {
    at += random.int(4_000, 90_000)
    for (const event of advanceTo(state, at)) caused.push({ event, actor: 'system' })
    if (state.phase === 'closed') break
    const place = random.int(0, aliases.length - 1)
    const by = aliases[place] as string
    const lead = state.bidders.get(state.ranking[0] ?? '')?.standing?.amount.toNumber() ?? Number(rules.ceiling)
    const amount = lead - Number(rules.step?.minimum) * (1 + random.next() * 2)
    if (amount < (limits[place] ?? 0) || state.ranking[0] === by) continue
    const command: LotCommand = { at: new Date(at).toISOString(), by, do: 'bid', id: `demo-${turn}`, amount: amount.toFixed(2) }
    const decision = decide(state, command, at)
    if (!decision.ok || !('events' in decision)) continue
    for (const event of decision.events) {
      applyEvent(state, event)
      caused.push({ event, actor: event.type === 'bid.accepted' ? by : 'system' })
    }
  }
  for (const event of advanceTo(state, Number.MAX_SAFE_INTEGER)) caused.push({ event, actor: 'system' })
  return appendEntries({ seq: 0, hash: FIRST_HASH }, caused)
}
