import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { pool, prisma } from '@/lib/platform/db/client'
import { Decimal } from '@/lib/platform/money/decimal'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { bidderView, buyerView } from '@/lib/sourcing/auction/rules/views'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation, askQuestion, sendMessage } from '@/lib/sourcing/events/commands/participate'
import { changeEvent, createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { getEvent, listEvents } from '@/lib/sourcing/events/queries'
import { amountIn } from '@/scripts/testing/amount-in'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { LotStore } from './internal/lot-store'
import { Lane } from './lane'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'
import { issueReceipt, publicKeys, receiptValid } from './receipts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const HOUR = 3_600_000

/** A published auction that is open now; both suppliers have accepted. Aliases by supplier. */
async function openAuction(changes: Record<string, unknown> = {}) {
  const { buyer, supplier, rival, networkId } = world
  const now = Date.now()
  const event = await createEvent(
    { actor: buyer },
    {
      title: 'Bolts',
      networkId,
      currency: 'EUR',
      opensAt: new Date(now + 1000).toISOString(),
      endsAt: new Date(now + HOUR).toISOString(),
      step: { minimum: '5', unit: 'absolute' },
      overtime: null,
      lots: [
        {
          title: 'Lot 1',
          ceiling: '1000',
          reserve: '950',
          lines: [
            { name: 'Bolt', quantity: '3', lastPrice: '320' },
            { name: 'Nut', quantity: '1', lastPrice: '20' },
          ],
        },
      ],
      invite: [supplier.organizationId, rival.organizationId],
      ...changes,
    },
  )
  await publishEvent({ actor: buyer }, { eventId: event.id })
  for (const actor of [supplier, rival]) await answerInvitation({ actor }, { eventId: event.id, accept: true })
  const lot = await prisma().lot.findFirstOrThrow({ where: { eventId: event.id } })
  const invitations = await prisma().eventInvitation.findMany({ where: { eventId: event.id } })
  const alias = (actor: { organizationId: string }) => invitations.find((row) => row.supplierId === actor.organizationId)?.alias as string
  return {
    eventId: event.id,
    lotId: lot.id,
    opensAt: lot.opensAt.getTime(),
    endsAt: lot.endsAt.getTime(),
    mine: alias(supplier),
    theirs: alias(rival),
  }
}

const bid = (by: string, amount: string, id: string = randomUUID()) => ({ do: 'bid' as const, by, id, amount })
const ledger = (lotId: string) => getLedger({ db: prisma() }, lotId)

test('a draft can be changed as a whole until it is published', async () => {
  const { buyer, supplier, rival, networkId } = world
  const as = { actor: buyer }
  const input = {
    title: 'Draft',
    networkId,
    currency: 'EUR',
    opensAt: new Date(Date.now() + HOUR).toISOString(),
    endsAt: new Date(Date.now() + 2 * HOUR).toISOString(),
    step: { minimum: '5', unit: 'absolute' as const },
    overtime: null,
    lots: [{ title: 'Lot 1', ceiling: '1000', lines: [{ name: 'Bolt', quantity: '3' }] }],
    invite: [supplier.organizationId],
  }
  const { id, number } = await createEvent(as, input)
  const lots = [...input.lots, { title: 'Lot 2', ceiling: '500', lines: [{ name: 'Nut', quantity: '9' }] }]
  expect(await changeEvent(as, { eventId: id, event: { ...input, title: 'Changed', lots, invite: [rival.organizationId] } })).toEqual({
    id,
    number,
  })
  const event = await getEvent(reading(buyer), id)
  expect(event.title).toBe('Changed')
  expect(event.lots.map((lot) => [lot.title, lot.rules.ceiling])).toEqual([
    ['Lot 1', '1000'],
    ['Lot 2', '500'],
  ])
  expect(event.invitations.map(({ supplierId }) => supplierId)).toEqual([rival.organizationId])
  await publishEvent(as, { eventId: id })
  await expect(changeEvent(as, { eventId: id, event: input })).rejects.toMatchObject({ code: 'not_possible_now' })
  expect((await getEvent(reading(buyer), id)).lots).toHaveLength(2)
})

describe('lanes', () => {
  test('bids are decided in order, chained, durable, and repeated harmlessly', async () => {
    const { lotId, opensAt, mine, theirs } = await openAuction()
    const lane = new Lane(lotId)
    expect(await lane.submit(bid(mine, '990', 'early'), opensAt - 500)).toMatchObject({ ok: false, code: 'LOT_NOT_OPEN' })
    const first = bid(mine, '990')
    const outcomes = await Promise.all([
      lane.submit(first, opensAt + 1),
      lane.submit(bid(theirs, '988'), opensAt + 2),
      lane.submit(bid(theirs, '985'), opensAt + 3),
      lane.submit(first, opensAt + 4),
    ])
    expect(outcomes.map((outcome) => (outcome.ok ? [outcome.entry?.seq ?? null, outcome.duplicate] : outcome.code))).toEqual([
      [2, false],
      'BELOW_MINIMUM_STEP',
      [3, false],
      [null, true],
    ])
    const { entries, state } = await ledger(lotId)
    expect(entries.map((entry) => entry.type)).toEqual(['lot.opened', 'bid.accepted', 'bid.accepted'])
    expect(verifyLedger(entries)).toEqual({ entries: 3, valid: true, firstBad: null })
    expect(state.ranking).toEqual([theirs, mine])
    const lot = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect([lot.seq, lot.phase, lot.leadAmount?.toString(), lot.bidCount]).toEqual([3, 'open', '985', 2])
  })

  test('the database refuses to change or delete what is in the ledger', async () => {
    await expect(pool().query("update ledger_entry set actor = 'X'")).rejects.toThrow(/append-only/)
    await expect(pool().query('delete from ledger_entry')).rejects.toThrow(/append-only/)
    await expect(pool().query('truncate ledger_entry')).rejects.toThrow(/append-only/)
    await expect(pool().query('delete from audit_entry')).rejects.toThrow(/append-only/)
  })

  test('two nodes and fifty bidders on one lot: no bid lost, none twice, one order', async () => {
    const { lotId, opensAt, mine, theirs } = await openAuction({ mustBeat: 'own', ties: true, step: { minimum: '0.01', unit: 'absolute' } })
    const nodes = [new Lane(lotId), new Lane(lotId)]
    const sent = Array.from({ length: 200 }, (_, index) => ({
      node: nodes[index % 2] as Lane,
      command: bid(index % 2 ? mine : theirs, (900 - index).toFixed(2)),
      at: opensAt + 10 + index,
    }))
    const outcomes = await Promise.all(sent.map(({ node, command, at }) => node.submit(command, at)))
    const accepted = sent.filter((_, index) => outcomes[index]?.ok).map(({ command }) => command.id)
    const { entries } = await ledger(lotId)
    const kept = entries.filter((entry) => entry.type === 'bid.accepted').map((entry) => entry.payload.id as string)
    expect([...kept].sort()).toEqual([...accepted].sort())
    expect(verifyLedger(entries).valid).toBe(true)
    const again = await Promise.all(sent.map(({ command, at }) => nodes[0]?.submit(command, at + 1000)))
    expect(again.filter((outcome) => outcome?.ok && !outcome.duplicate)).toEqual([])
    expect((await ledger(lotId)).entries.length).toBe(entries.length)
  })

  test('while two nodes take turns on a lot each folds in only what is new, and remembers what it refused', async () => {
    const { lotId, opensAt, endsAt, mine, theirs } = await openAuction()
    const [one, other] = [new Lane(lotId), new Lane(lotId)]
    await one.submit(bid(mine, '990'), opensAt + 1)
    await other.submit(bid(theirs, '980'), opensAt + 2)
    await one.submit(bid(mine, '970'), opensAt + 3)
    const refused = bid(mine, '969')
    expect(await one.submit(refused, opensAt + 4)).toMatchObject({ ok: false, duplicate: false })
    await other.submit(bid(theirs, '960'), opensAt + 5)
    expect(await one.submit(refused, opensAt + 6)).toMatchObject({ ok: false, duplicate: true })
    // The same for a lot that has closed: late bids do not fold the ledger anew.
    await one.tick(endsAt)
    const late = bid(mine, '900')
    expect(await one.submit(late, endsAt + 1)).toMatchObject({ ok: false, code: 'RECEIVED_AFTER_END', duplicate: false })
    expect(await one.submit(late, endsAt + 2)).toMatchObject({ ok: false, code: 'RECEIVED_AFTER_END', duplicate: true })
  })

  test('the order is that of receipt, also for what took longer to reach the lane, and so is being in time', async () => {
    const { lotId, opensAt, endsAt, mine, theirs } = await openAuction()
    const lane = new Lane(lotId)
    await lane.submit(bid(mine, '990'), opensAt + 1)
    const tick = lane.tick(endsAt)
    const late = lane.submit(bid(mine, '800'), endsAt + 1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    const second = lane.submit(bid(mine, '890'), endsAt - 1)
    const first = lane.submit(bid(theirs, '900'), endsAt - 2)
    expect(await first).toMatchObject({ ok: true, at: endsAt - 2, entry: { seq: 3 } })
    expect(await second).toMatchObject({ ok: true, at: endsAt - 1, entry: { seq: 4 } })
    expect(await late).toMatchObject({ ok: false, code: 'RECEIVED_AFTER_END' })
    await tick
    const { entries } = await ledger(lotId)
    expect(entries.at(-1)).toMatchObject({ seq: 5, type: 'lot.closed', at: new Date(endsAt).toISOString() })
  })

  test('a commit that fails leaves nothing behind, and the bid can be sent again', async () => {
    const { lotId, opensAt, mine } = await openAuction()
    const lane = new Lane(lotId)
    await lane.submit(bid(mine, '990'), opensAt + 1)
    await pool().query(`create function fail_once() returns trigger language plpgsql as $$ begin raise exception 'disk gone'; end $$`)
    await pool().query('create trigger fail_once before insert on ledger_entry for each row execute function fail_once()')
    const retried = bid(mine, '980')
    await expect(lane.submit(retried, opensAt + 2)).rejects.toMatchObject({ code: 'unavailable' })
    await pool().query('drop trigger fail_once on ledger_entry')
    expect(await lane.submit(retried, opensAt + 3)).toMatchObject({ ok: true, duplicate: false, entry: { seq: 3 } })
    expect(verifyLedger((await ledger(lotId)).entries).valid).toBe(true)
  })

  test('a node that stands still with a lot locked loses it: nothing of its batch is written, and others go on', async () => {
    const { lotId, opensAt, mine, theirs } = await openAuction()
    await new Lane(lotId).submit(bid(mine, '990'), opensAt + 1)
    const store = new LotStore()
    const locked = store.locked.bind(store)
    vi.spyOn(store, 'locked').mockImplementation((work) =>
      locked({
        ...work,
        decide: (lot) => {
          const append = work.decide(lot)
          spawnSync('sleep', ['6'])
          return append
        },
      }),
    )
    await expect(new Lane(lotId, store).submit(bid(mine, '970'), opensAt + 2)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await new Lane(lotId).submit(bid(theirs, '980'), opensAt + 3)).toMatchObject({ ok: true, entry: { seq: 3 } })
  })

  test('what is read is committed, and a bid whose commit fails is never shown', async () => {
    const { lotId, opensAt, mine, theirs } = await openAuction()
    const [lane, other] = [new Lane(lotId), new Lane(lotId)]
    await lane.submit(bid(mine, '990'), opensAt + 1)
    await other.submit(bid(theirs, '980'), opensAt + 2)
    const begun = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    const shown = (atLeast?: number) => lane.read(atLeast).then(({ state, seq }) => [state.bids.length, seq])
    const third = lane.submit(bid(mine, '970'), opensAt + 3)
    await begun()
    expect(await Promise.all([shown(), shown(), shown()])).toEqual(Array(3).fill([3, 4]))
    await third
    await pool().query(`create trigger fail_once before insert on ledger_entry for each row execute function fail_once()`)
    const fourth = lane.submit(bid(theirs, '960'), opensAt + 4)
    await begun()
    const [failed, seen] = await Promise.allSettled([fourth, shown(0)])
    await pool().query('drop trigger fail_once on ledger_entry')
    expect(failed.status).toBe('rejected')
    expect(seen).toMatchObject({ status: 'fulfilled', value: [3, 4] })
  })

  test('an end that passed while no server ran is closed as of that end', async () => {
    const { lotId, eventId, opensAt, endsAt, mine, theirs } = await openAuction()
    await new Lane(lotId).submit(bid(mine, '990'), opensAt + 1)
    const later = new Lane(lotId)
    expect(await later.submit(bid(theirs, '900'), endsAt + 5 * HOUR)).toMatchObject({ ok: false, code: 'RECEIVED_AFTER_END' })
    const { entries } = await ledger(lotId)
    expect(entries.at(-1)).toMatchObject({ type: 'lot.closed', at: new Date(endsAt).toISOString() })
    expect((await prisma().sourcingEvent.findUniqueOrThrow({ where: { id: eventId } })).state).toBe('closed')
  })
})

describe('receipts', () => {
  test('prove an entry and nothing else', async () => {
    const receipt = await issueReceipt('lot', { seq: 7, hash: 'ab' })
    const { keys } = await publicKeys()
    expect(receiptValid(receipt, keys)).toBe(true)
    expect(receiptValid({ ...receipt, seq: 8 }, keys)).toBe(false)
    expect(keys[0]).not.toHaveProperty('d')
  })
})

describe('what is seen', () => {
  test('a bidder gets neither rivals, nor the reserve, nor more than the setting allows', async () => {
    const { lotId, eventId, opensAt, mine, theirs } = await openAuction({ visibility: 'rank' })
    const lane = new Lane(lotId)
    await lane.submit(bid(theirs, '971.13'), opensAt + 1)
    await lane.submit(bid(mine, '958.42'), opensAt + 2)
    await lane.submit(bid(theirs, '944.21'), opensAt + 3)
    const { state, seq } = await lane.read()
    const seen = JSON.stringify([
      bidderView(state, mine, lotId, seq, 'rank'),
      await getEvent(reading(world.supplier), eventId),
      (await listEvents(reading(world.supplier))).events.find((event) => event.id === eventId),
    ])
    expect(seen).toContain('958.42')
    for (const secret of ['971.13', '944.21', '950']) expect(seen, secret).not.toMatch(amountIn(secret))
    expect(seen).not.toContain(world.rival.organizationName)
    expect(bidderView(state, mine, lotId, seq, 'rank')).toMatchObject({ rank: 2, lead: null, next: '953.42' })
    expect(bidderView(state, mine, lotId, seq, 'lead_and_rank')).toMatchObject({ rank: 2, lead: '944.21' })
    expect(bidderView(state, mine, lotId, seq, 'nothing')).toMatchObject({ rank: null, lead: null, leading: null })
    expect(buyerView(state, lotId, seq, { baseline: new Decimal('980'), quantity: new Decimal(1) }, 1)).toMatchObject({
      lead: '944.21',
      savingsToBaseline: { amount: '35.79', percent: '3.7' },
      bidsFrom: 1,
      log: [{ amount: '958.42' }, { amount: '944.21' }],
    })
  })

  test('questions of others are seen once they are answered, messages by all', async () => {
    const { eventId } = await openAuction()
    await askQuestion({ actor: world.rival }, { eventId, text: 'Secret question of a rival' })
    await sendMessage({ actor: world.buyer }, { eventId, text: 'Hello all' })
    const seen = await getEvent(reading(world.supplier), eventId)
    expect([seen.questions, seen.messages.map((message) => message.text), seen.invitations]).toEqual([[], ['Hello all'], []])
  })
})

describe('award', () => {
  test('places one order whose lines add up, to another than the best only with a reason', async () => {
    const { lotId, eventId, opensAt, mine, theirs } = await openAuction()
    const { buyer, supplier, rival } = world
    const lane = new Lane(lotId)
    await lane.submit(bid(mine, '990'), opensAt + 1)
    await lane.submit(bid(theirs, '899.99'), opensAt + 2)
    await expect(awardLot({ actor: buyer }, { lotId, supplierId: rival.organizationId })).rejects.toMatchObject({
      code: 'not_possible_now',
    })
    await lane.submit({ do: 'close', by: 'buyer' }, opensAt + 3)
    await expect(awardLot({ actor: buyer }, { lotId, supplierId: supplier.organizationId })).rejects.toMatchObject({
      options: { fields: [{ reason: 'reason_for_other' }] },
    })
    const awards = await Promise.allSettled([1, 2].map(() => awardLot({ actor: buyer }, { lotId, supplierId: rival.organizationId })))
    expect(awards.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const event = await getEvent(reading(buyer), eventId)
    expect([event.state, event.lots[0]?.award?.savings]).toEqual(['awarded', '80.01'])
    const order = await getOrder(reading(rival), event.lots[0]?.award?.orderId ?? '')
    expect([order.net.toString(), order.lines.map((line) => line.net.toString())]).toEqual(['899.99', ['881.62', '18.37']])
    expect((await getEvent(reading(supplier), eventId)).lots[0]?.award).toBeNull()
  })
})
