import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import type { BidAnswer, BidderView, BuyerView, PracticeAnswer, RoomSnapshot, ScreenView } from '@/lib/sourcing/auction/rules/wire'
import { awardLot } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { listEvents } from '@/lib/sourcing/events/queries'
import { amountIn } from '@/scripts/testing/amount-in'
import { ask, heard, send, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { listIncidents } from './incidents'
import { verifyLedger } from './ledger'
import { getLedger } from './ledger-queries'
import { publicKeys, type Receipt, receiptValid } from './receipts'
import { replayLot } from './replay'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

describe('a room', () => {
  test('opens by itself, takes bids with receipts, tells the buyer, refuses who has not accepted', async () => {
    const { eventId, lotId } = await node.auction()
    const [buyer, supplier, rival] = [await node.connect(world.buyer), await node.connect(world.supplier), await node.connect(world.rival)]
    const opened = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'open')
    const { lots } = await ask<RoomSnapshot>(buyer, 'event:join', { eventId })
    await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
    await ask<RoomSnapshot>(rival, 'event:join', { eventId })
    if (lots[0]?.phase !== 'open') await opened
    const news = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '990.00')
    const id = randomUUID()
    const answer = await ask<BidAnswer>(supplier, 'bid', { lotId, id, amount: '990' })
    expect(answer).toMatchObject({ accepted: true, code: null, duplicate: false, view: { rank: 1, standing: '990.00' } })
    expect(receiptValid(answer.receipt as Receipt, (await publicKeys()).keys)).toBe(true)
    expect((await news).log.at(-1)).toMatchObject({ amount: '990.00' })
    const again = await ask<BidAnswer>(supplier, 'bid', { lotId, id, amount: '990' })
    expect([again.duplicate, again.receipt]).toEqual([true, answer.receipt])
    expect(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '900' })).toMatchObject({
      accepted: false,
      code: 'TERMS_NOT_ACCEPTED',
    })
    await ask(buyer, 'control', { lotId, do: 'pause' })
    expect(await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'p', amount: '900' })).toMatchObject({ accepted: false, code: 'PAUSED' })
    expect(verifyLedger((await getLedger({ db: prisma() }, lotId)).entries).valid).toBe(true)
  })

  test('a limit bids by itself, and nobody but its owner hears of it while the lot is open', async () => {
    const { eventId, lotId } = await node.auction()
    const { buyer, supplier, rival, told } = await node.openRoom(eventId)

    const set = await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'limit', limit: '903' })
    expect(set).toMatchObject({ accepted: true, view: { proxies: true, limit: '903.00', standing: '1000.00', rank: 1 } })
    expect(receiptValid(set.receipt as Receipt, (await publicKeys()).keys)).toBe(true)
    expect((await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'limit', limit: '903' })).receipt).toEqual(set.receipt)
    const answer = await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r1', amount: '950' })
    told.push(JSON.stringify(answer))
    expect(answer).toMatchObject({ accepted: true, view: { rank: 2, lead: '945.00', limit: null } })
    expect(await ask<BidAnswer>(supplier, 'proxy', { lotId, id: 'worse', limit: '920' })).toMatchObject({
      accepted: false,
      code: 'NOT_BETTER_THAN_OWN',
    })
    const lead = heard<BuyerView>(buyer, 'lot', (view) => view.lead === '890.00')
    told.push(JSON.stringify(await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r2', amount: '890' })))
    await lead
    expect(told.join()).toContain('890.00')
    // as an amount; the digits may stand in a hash by chance
    expect(told.join()).not.toMatch(/"903(\.\d+)?"/)
    const refused = await prisma().auditEntry.findFirst({ where: { action: 'auction.bid-rejected', entityId: lotId } })
    expect(refused?.after).toEqual({ code: 'NOT_BETTER_THAN_OWN' })
  })

  test('sealed bids are seen by their bidder alone until all are opened; the best pays the second-best', async () => {
    const { eventId, lotId } = await node.auction({ format: 'sealed-second', step: null, visibility: 'lead_and_rank' })
    const { buyer, supplier, rival, told } = await node.openRoom(eventId)

    const handedIn = heard<BuyerView>(buyer, 'lot', (view) => view.handedIn.length === 2)
    const bid = (socket: Socket, amount: string) => ask<BidAnswer>(socket, 'bid', { lotId, id: randomUUID(), amount })
    expect(await bid(supplier, '777.70')).toMatchObject({
      accepted: true,
      view: { sealed: true, standing: '777.70', rank: null, next: null },
    })
    expect(await bid(supplier, '788.80')).toMatchObject({ accepted: true, view: { standing: '788.80', bids: 2 } })
    expect(await bid(supplier, '1777.70')).toMatchObject({ accepted: false, code: 'ABOVE_CEILING' })
    told.push(JSON.stringify(await bid(rival, '801')))
    expect(await handedIn).toMatchObject({ sealed: true, lead: null, standing: [], log: [], bids: 0, award: null })
    expect(told.join()).not.toMatch(/777\.7|788\.8/)
    const summary = await prisma().lot.findUniqueOrThrow({ where: { id: lotId } })
    expect(summary.leadAmount).toBeNull()
    await expect(getLedger({ db: prisma() }, lotId)).rejects.toMatchObject({ options: { detail: 'sealed' } })
    const audited = await prisma().auditEntry.findMany({ where: { entityId: lotId } })
    expect(JSON.stringify(audited.map(({ after }) => after))).not.toContain('777.7')

    await expect(replayLot(reading(world.buyer), lotId)).rejects.toMatchObject({ code: 'not_possible_now' })
    const closed = heard<BuyerView>(buyer, 'lot', (view) => view.phase === 'closed')
    const learned = heard<BidderView>(rival, 'lot', (view) => view.phase === 'closed')
    await ask(buyer, 'control', { lotId, do: 'close' })
    expect(await learned).toMatchObject({ rank: 2, lead: '788.80', won: false })
    expect(await closed).toMatchObject({ sealed: false, lead: '788.80', award: { price: '801.00' }, bidsFrom: 0 })
    expect((await closed).log.map(({ amount }) => amount)).toEqual(['777.70', '788.80', '801.00'])

    const seen = await replayLot(reading(world.buyer), lotId)
    expect(seen.map(({ view }) => [view.phase, view.side === 'buyer' && view.handedIn.length, view.side === 'buyer' && view.lead])).toEqual(
      [
        ['pending', 0, null],
        ['open', 0, null],
        ['open', 1, null],
        ['open', 2, null],
        ['closed', 0, '788.80'],
      ],
    )
    const rivalSaw = await replayLot(reading(world.rival), lotId)
    expect(JSON.stringify(rivalSaw.filter(({ view }) => view.phase !== 'closed'))).not.toMatch(/777\.7|788\.8/)
    expect(rivalSaw.at(-1)?.view).toMatchObject({ phase: 'closed', rank: 2, lead: '788.80', standing: '801.00' })
    expect(JSON.stringify(rivalSaw)).not.toContain('777.70')
    await awardLot({ actor: world.buyer }, { lotId, supplierId: world.supplier.organizationId })
    const { net } = await prisma().purchaseOrder.findFirstOrThrow({ where: { lotId } })
    expect(net.toString()).toBe('801')
  })

  test('rank only: nobody learns the lead, each betters its own bid', async () => {
    const { eventId, lotId } = await node.auction({ format: 'rank-reverse', visibility: 'lead_and_rank' })
    await answerInvitation({ actor: world.rival }, { eventId, accept: true })
    const [supplier, rival] = [await node.connect(world.supplier), await node.connect(world.rival)]
    const opened = heard<BidderView>(rival, 'lot', (view) => view.phase === 'open')
    await ask<RoomSnapshot>(supplier, 'event:join', { eventId })
    const { lots } = await ask<RoomSnapshot>(rival, 'event:join', { eventId })
    if (lots[0]?.phase !== 'open') await opened
    await ask<BidAnswer>(supplier, 'bid', { lotId, id: 's', amount: '900' })
    const answer = await ask<BidAnswer>(rival, 'bid', { lotId, id: 'r', amount: '950' })
    expect(answer).toMatchObject({ accepted: true, view: { rank: 2, lead: null, next: '945.00', proxies: false } })
    const { events } = await listEvents(reading(world.rival))
    expect(JSON.stringify(events.find(({ id }) => id === eventId))).not.toMatch(amountIn('900'))
  })

  test('a screen in a hall shows the lead and no more, and moves nothing', async () => {
    const { eventId, lotId } = await node.auction()
    const { buyer, supplier, rival } = await node.openRoom(eventId)
    const screen = await node.connect(world.buyer)
    const told: string[] = []
    screen.onAny((...news) => told.push(JSON.stringify(news)))
    const { lots, present } = await ask<RoomSnapshot>(screen, 'event:join', { eventId, as: 'screen' })
    expect([lots[0]?.side, present]).toEqual(['screen', []])
    const lead = heard<ScreenView>(screen, 'lot', (view) => view.lead === '890.00')
    await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'one', amount: '900' })
    await ask<BidAnswer>(rival, 'bid', { lotId, id: 'two', amount: '890' })
    expect(await lead).toMatchObject({ side: 'screen', bids: 2, ceiling: '1000.00' })
    expect(Object.keys(await lead)).not.toEqual(expect.arrayContaining(['log']))
    // The bid before the lead, its bidder and the reserve are nobody's business.
    for (const text of told.slice(-1)) {
      expect(text).not.toMatch(/standing|bidder|reserve/)
      expect(text).not.toMatch(amountIn('900'))
    }
    expect(await send(screen, 'control', { lotId, do: 'pause' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    expect(await send(supplier, 'event:join', { eventId, as: 'screen' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    await ask(buyer, 'control', { lotId, do: 'close' })
    for (const format of ['rank-reverse', 'sealed-first'] as const) {
      const hidden = await node.auction({ format, visibility: 'lead_and_rank' })
      const room = await node.openRoom(hidden.eventId)
      await ask<BidAnswer>(room.supplier, 'bid', { lotId: hidden.lotId, id: 'h', amount: '777' })
      const snapshot = await ask<RoomSnapshot>(screen, 'event:join', { eventId: hidden.eventId, as: 'screen' })
      expect(JSON.stringify(snapshot)).not.toMatch(amountIn('777'))
    }
  })

  test('before it opens a bid can be tried, which counts for nothing', async () => {
    const { eventId, lotId } = await node.auction({
      opensAt: new Date(Date.now() + 3_600_000).toISOString(),
      endsAt: new Date(Date.now() + 7_200_000).toISOString(),
    })
    const [supplier, rival] = [await node.connect(world.supplier), await node.connect(world.rival)]
    for (const socket of [supplier, rival]) await ask(socket, 'event:join', { eventId })
    const practise = (amount?: string) => ask<PracticeAnswer>(supplier, 'practice', { lotId, ...(amount && { amount }) })
    expect(await practise('990')).toMatchObject({ accepted: true, code: null })
    expect(await practise('1001')).toMatchObject({ accepted: false, code: 'ABOVE_CEILING' })
    expect(await practise()).toMatchObject({ accepted: false, code: 'WRONG_COMMAND' })
    expect(await send(rival, 'practice', { lotId, amount: '990' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    expect(await prisma().ledgerEntry.count({ where: { lotId } })).toBe(0)
    const open = await node.auction()
    const room = await node.openRoom(open.eventId)
    expect(await send(room.supplier, 'practice', { lotId: open.lotId, amount: '990' })).toMatchObject({
      problem: { code: 'not_possible_now' },
    })
  })

  test('the buyer is told what was refused and what its own side did, without a sealed amount', async () => {
    const { eventId, lotId } = await node.auction()
    const { buyer, supplier } = await node.openRoom(eventId)
    await ask<BidAnswer>(supplier, 'bid', { lotId, id: 'high', amount: '1500' })
    await ask(buyer, 'control', { lotId, do: 'extend', seconds: 300 })
    const [mine] = (await prisma().eventInvitation.findMany({ where: { eventId, supplierId: world.supplier.organizationId } })).map(
      ({ alias }) => alias,
    )
    expect(await listIncidents(reading(world.buyer), eventId)).toMatchObject([
      { kind: 'extend', alias: null, seconds: 300 },
      { kind: 'bid-rejected', alias: mine, code: 'ABOVE_CEILING', amount: '1500' },
    ])
    await expect(listIncidents(reading(world.supplier), eventId)).rejects.toMatchObject({ code: 'not_found' })
    const sealed = await node.auction({ format: 'sealed-first', step: null })
    const room = await node.openRoom(sealed.eventId)
    await ask<BidAnswer>(room.supplier, 'bid', { lotId: sealed.lotId, id: 'over', amount: '1234.56' })
    expect(JSON.stringify(await listIncidents(reading(world.buyer), sealed.eventId))).not.toMatch(amountIn('1234'))
  })

  test('strangers see and do nothing', async () => {
    const { eventId, lotId } = await node.auction()
    await expect(node.connect(null)).rejects.toThrow('not_signed_in')
    const outsider = await node.connect(world.outsider)
    expect(await send(outsider, 'event:join', { eventId })).toMatchObject({ ok: false, problem: { code: 'not_found' } })
    expect(await send(outsider, 'bid', { lotId, id: 'x', amount: '1' })).toMatchObject({ ok: false, problem: { code: 'not_found' } })
    const supplier = await node.connect(world.supplier)
    await ask(supplier, 'event:join', { eventId })
    expect(await send(supplier, 'control', { lotId, do: 'close' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  })

  test('who loses access loses the socket', async () => {
    const rival = await node.connect(world.rival)
    const gone = new Promise<string>((resolve) => rival.on('disconnect', resolve))
    node.gateway.revoke({ organizationId: world.rival.organizationId })
    expect(await gone).toBe('io server disconnect')
  })
})
