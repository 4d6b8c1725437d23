import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorFor } from '@/lib/parties/identity/actor'
import { removeMember } from '@/lib/parties/identity/commands/change-roles'
import { createApiToken, revokeApiToken, rotateApiToken } from '@/lib/parties/identity/commands/manage-api-tokens'
import type { Scope } from '@/lib/parties/identity/model'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { forgetIdempotencyKeys } from '@/lib/platform/idempotency'
import { verifyLedger } from '@/lib/sourcing/auction/live/ledger'
import { publicKeys, receiptValid } from '@/lib/sourcing/auction/live/receipts'
import { amountIn } from '@/scripts/testing/amount-in'
import { startLiveNode } from '@/scripts/testing/live-node'
import { requestsWith, program as startProgram } from '@/scripts/testing/program'
import { makeWorld, type World } from '@/scripts/testing/world'

import { openApiDocument } from './openapi'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let buyer: Program
let supplier: Program
let rival: Program

beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  buyer = await program(world.buyer, ['auctions:source'])
  supplier = await program(world.supplier, ['auctions:bid'])
  rival = await program(world.rival, ['auctions:bid'])
})
afterAll(() => node.stop())

/** One more of the buyer's company. */
async function anotherAdministrator(): Promise<Actor> {
  const { organizationId } = world.buyer
  const email = `second-${randomUUID()}@example.test`
  await prisma().user.create({ data: { email, name: 'Second', memberships: { create: { organizationId, roles: ['buyer_admin'] } } } })
  return (await actorFor(email, organizationId)) as Actor
}

type Program = Awaited<ReturnType<typeof startProgram>>
const program = (...[actor, scopes, caller]: [Actor, Scope[], { now?: Date }?]) => startProgram(node.url, actor, scopes, caller)
const request = (secret: string) => requestsWith(node.url, secret)

const draft = (changes: object = {}) => {
  const opensAt = Date.now() + 800
  return {
    title: 'By program',
    networkId: world.networkId,
    currency: 'EUR',
    opensAt: new Date(opensAt).toISOString(),
    endsAt: new Date(opensAt + 3_600_000).toISOString(),
    step: { minimum: '5', unit: 'absolute' },
    overtime: null,
    lots: [{ title: 'Lot', ceiling: '1000', reserve: '700', lines: [{ name: 'x', quantity: '1' }] }],
    invite: [world.supplier.organizationId, world.rival.organizationId],
    ...changes,
  }
}

/** An open lot whose bidders have accepted the terms. */
async function openLot(changes: object = {}) {
  const { body: event } = await buyer.send('POST', '/events', draft(changes))
  expect((await buyer.send('POST', `/events/${event.id}/publish`)).status).toBe(204)
  for (const bidder of [supplier, rival])
    expect((await bidder.send('POST', `/events/${event.id}/invitation`, { accept: true })).status).toBe(204)
  const { body } = await buyer.send('GET', `/events/${event.id}`)
  const lotId: string = body.lots[0].id
  await expect.poll(async () => (await buyer.send('GET', `/lots/${lotId}`)).body.phase, { timeout: 5000 }).toBe('open')
  return { eventId: event.id as string, lotId }
}

test('programs hold an auction from draft to award, with receipts and a ledger that verifies', async () => {
  const { eventId, lotId } = await openLot()
  const first = await supplier.send('POST', `/lots/${lotId}/bids`, { id: 's1', amount: '950' })
  expect(first).toMatchObject({ status: 201, body: { accepted: true, view: { rank: 1, standing: '950.00' } } })
  expect(receiptValid(first.body.receipt, (await publicKeys()).keys)).toBe(true)
  const again = await supplier.send('POST', `/lots/${lotId}/bids`, { amount: '950' }, { 'idempotency-key': 's1' })
  expect(again).toMatchObject({ status: 200, body: { duplicate: true, receipt: first.body.receipt } })

  const refused = await rival.send('POST', `/lots/${lotId}/bids`, { id: 'r1', amount: '948' })
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'bid_rejected', detail: 'BELOW_MINIMUM_STEP', data: { view: { next: '945.00' } } },
  })
  expect((await rival.send('PUT', `/lots/${lotId}/proxy`, { id: 'r2', limit: '800' })).body).toMatchObject({ view: { leading: true } })
  expect((await supplier.send('POST', `/lots/${lotId}/accept`, { id: 's2' })).body).toMatchObject({ detail: 'WRONG_COMMAND' })
  const third = await supplier.send('POST', `/lots/${lotId}/bids`, { id: 's3', amount: '790' })
  expect(third.status).toBe(201)

  const seenByRival = JSON.stringify([
    await rival.send('GET', `/lots/${lotId}`),
    await rival.send('GET', `/events/${eventId}`),
    await rival.send('GET', `/lots/${lotId}/bids`),
  ])
  for (const secret of ['Supplier', world.supplier.organizationId, '"s3"']) expect(seenByRival).not.toContain(secret)
  expect(seenByRival).not.toMatch(amountIn('700'))
  const { body: page } = await buyer.send('GET', `/lots/${lotId}/bids?limit=2`)
  const { body: rest } = await buyer.send('GET', `/lots/${lotId}/bids?limit=50&cursor=${page.next}`)
  const log = [...page.items, ...rest.items]
  expect(log.map(({ index }) => index)).toEqual(log.map((_, index) => index))
  expect(log.at(-1)).toMatchObject({ amount: '790.00', source: 'bidder' })

  expect((await buyer.send('GET', `/lots/${lotId}/ledger`)).status).toBe(409)
  expect((await buyer.send('POST', `/lots/${lotId}/control`, { do: 'close' })).status).toBe(200)
  const awarded = await buyer.send('POST', `/lots/${lotId}/award`, { supplierId: world.supplier.organizationId, reason: 'best' })
  expect(awarded).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^PO/) } })
  expect((await buyer.send('POST', `/lots/${lotId}/award`, { supplierId: world.supplier.organizationId })).status).toBe(409)
  const { body: ledger } = await buyer.send('GET', `/lots/${lotId}/ledger`)
  expect(verifyLedger(ledger.entries)).toMatchObject({ valid: true })
  const audited = await prisma().auditEntry.findFirstOrThrow({ where: { action: 'auction.award-lot', entityId: lotId } })
  expect(audited.apiTokenId).toBe(buyer.id)
})

test('questions, messages and calling off go by program too', async () => {
  const { body: event } = await buyer.send('POST', '/events', draft({ opensAt: new Date(Date.now() + 600_000).toISOString() }))
  expect((await supplier.send('GET', `/events/${event.id}`)).status).toBe(404)
  const changed = await buyer.send(
    'PUT',
    `/events/${event.id}`,
    draft({ title: 'Changed', opensAt: new Date(Date.now() + 600_000).toISOString() }),
  )
  expect(changed).toMatchObject({ status: 200, body: { id: event.id, number: event.number } })
  await buyer.send('POST', `/events/${event.id}/publish`)
  expect((await supplier.send('POST', `/events/${event.id}/questions`, { text: 'Which steel?' })).status).toBe(204)
  const { body: asked } = await buyer.send('GET', `/events/${event.id}`)
  expect((await buyer.send('POST', `/questions/${asked.questions[0].id}/answer`, { answer: 'A2.' })).status).toBe(204)
  expect((await buyer.send('POST', `/events/${event.id}/messages`, { text: 'Good luck.' })).status).toBe(204)
  expect((await rival.send('GET', `/events/${event.id}`)).body).toMatchObject({
    title: 'Changed',
    questions: [{ text: 'Which steel?', answer: 'A2.', own: false }],
    messages: [{ text: 'Good luck.' }],
  })
  expect((await buyer.send('POST', `/events/${event.id}/cancel`)).status).toBe(204)
  expect((await buyer.send('GET', `/events/${event.id}`)).body.state).toBe('cancelled')
})

describe('a request that is repeated', () => {
  test('does nothing again, also when both come at once', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const input = draft()
    const answers = await Promise.all([1, 2, 3].map(() => buyer.send('POST', '/events', input, key)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const publish = { 'idempotency-key': randomUUID() }
    for (const _ of [1, 2])
      expect((await buyer.send('POST', `/events/${answers[0]?.body.id}/publish`, undefined, publish)).status).toBe(204)
  })

  test('with a key that stands for another request is refused, and one that failed leaves no key', async () => {
    const key = { 'idempotency-key': randomUUID() }
    expect((await buyer.send('POST', '/events', draft({ networkId: randomUUID() }), key)).status).toBe(404)
    expect((await buyer.send('POST', '/events', draft({ title: 'A' }), key)).status).toBe(201)
    expect(await buyer.send('POST', '/events', draft({ title: 'B' }), key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    await forgetIdempotencyKeys(new Date(Date.now() + 3 * 86_400_000))
    expect((await buyer.send('POST', '/events', draft({ title: 'B' }), key)).status).toBe(201)
  })
})

test('lists come in pages, each event once', async () => {
  for (const title of ['1', '2', '3']) await buyer.send('POST', '/events', draft({ title }))
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await buyer.send('GET', `/events?limit=2&state=draft${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(await prisma().sourcingEvent.count({ where: { buyerId: world.buyer.organizationId, state: 'draft' } }))
  expect((await supplier.send('GET', '/events?state=draft')).body.items).toEqual([])
})

describe('a token', () => {
  test('that is missing, unknown, at its end or revoked lets nobody in', async () => {
    const old = await program(world.buyer, ['auctions:read'], { now: new Date(Date.now() - 31 * 86_400_000) })
    const gone = await program(world.buyer, ['auctions:read'])
    expect((await gone.send('GET', '/events')).status).toBe(200)
    await revokeApiToken({ actor: world.buyer }, { tokenId: gone.id })
    for (const secret of ['', 'stoa_nothing', old.secret, gone.secret]) {
      const { status, headers, body } = await request(secret)('GET', '/events')
      expect([status, headers.get('www-authenticate'), body.code]).toEqual([401, 'Bearer', 'not_signed_in'])
    }
  })

  test('works under both secrets for a day after a rotation, then under the new one alone', async () => {
    const { id, secret } = await program(world.buyer, ['auctions:read'])
    const rotated = await rotateApiToken({ actor: world.buyer }, { tokenId: id })
    for (const each of [secret, rotated.secret]) expect((await request(each)('GET', '/events')).status).toBe(200)
    await prisma().apiToken.update({ where: { id }, data: { previousUntil: new Date(Date.now() - 1000) } })
    expect((await request(secret)('GET', '/events')).status).toBe(401)
    expect((await request(rotated.secret)('GET', '/events')).status).toBe(200)
  })

  test('allows what its scopes say and no more, and nothing of another organization', async () => {
    const reader = await program(world.buyer, ['auctions:read'])
    expect((await reader.send('POST', '/events', draft())).status).toBe(403)
    const { lotId, eventId } = await openLot()
    expect((await reader.send('GET', `/lots/${lotId}`)).body.side).toBe('buyer')
    expect((await reader.send('POST', `/lots/${lotId}/control`, { do: 'pause' })).status).toBe(403)
    expect((await supplier.send('POST', `/lots/${lotId}/control`, { do: 'pause' })).status).toBe(403)
    expect((await buyer.send('POST', `/lots/${lotId}/bids`, { id: 'b', amount: '900' })).status).toBe(403)
    const outsider = await program(world.outsider, ['auctions:source'])
    for (const [method, path, body] of [
      ['GET', `/events/${eventId}`],
      ['GET', `/lots/${lotId}`],
      ['GET', `/lots/${lotId}/bids`],
      ['GET', `/lots/${lotId}/ledger`],
      ['POST', `/lots/${lotId}/control`, { do: 'close' }],
      ['POST', `/events/${eventId}/cancel`],
      ['PUT', `/events/${eventId}`, draft()],
      ['GET', '/lots/not-an-id'],
    ] as const) {
      const { status } = await outsider.send(method, path, body)
      expect([path, status]).toEqual([path, path.endsWith('not-an-id') ? 400 : 404])
    }
    await expect(createApiToken({ actor: world.supplier }, { name: 'x', scopes: ['auctions:source'], days: 1 })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('ends with its maker’s membership, and its sockets with it', async () => {
    const maker = await anotherAdministrator()
    const { send, secret } = await program(maker, ['auctions:source'])
    expect((await send('GET', '/events')).status).toBe(200)
    const socket = io(node.url, { transports: ['websocket'], forceNew: true, auth: { token: secret } })
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    const ended = new Promise((resolve) => socket.once('disconnect', resolve))
    const { id } = await prisma().membership.findFirstOrThrow({ where: { userId: maker.userId } })
    await removeMember({ actor: world.buyer }, { membershipId: id })
    expect(await ended).toBe('io server disconnect')
    expect((await send('GET', '/events')).status).toBe(401)
    socket.close()
  })

  test('opens a socket that ends when the secret from before a rotation does', async () => {
    const { id, secret } = await program(world.buyer, ['auctions:source'])
    await rotateApiToken({ actor: world.buyer }, { tokenId: id })
    await prisma().apiToken.update({ where: { id }, data: { previousUntil: new Date(Date.now() + 700) } })
    const socket = io(node.url, { transports: ['websocket'], forceNew: true, auth: { token: secret } })
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    expect(await new Promise((resolve) => socket.once('disconnect', resolve))).toBe('io server disconnect')
    socket.close()
  })

  test('opens a socket, which ends when the token is revoked', async () => {
    const { id, secret } = await program(world.supplier, ['auctions:bid'])
    const { eventId, lotId } = await openLot()
    const socket = io(node.url, { transports: ['websocket'], forceNew: true, auth: { token: secret } })
    const joined = await socket.timeout(5000).emitWithAck('event:join', { eventId })
    expect(joined).toMatchObject({ ok: true, data: { lots: [{ side: 'bidder' }] } })
    const bid = await socket.timeout(5000).emitWithAck('bid', { lotId, id: 'by-socket', amount: '900' })
    expect(bid).toMatchObject({ ok: true, data: { accepted: true } })
    const ended = new Promise((resolve) => socket.once('disconnect', resolve))
    node.gateway.revoke({ apiTokenId: id })
    expect(await ended).toBe('io server disconnect')
    socket.close()
  })
})

test('every operation that is described asks for a token first, and then for its scope', async () => {
  const operations = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { security?: { token?: string[] }[] }>).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000'),
      scope: security?.[0]?.token?.[0],
    })),
  )
  expect(operations.length).toBeGreaterThan(20)
  const stranger = request('')
  // Of each kind of scope, a token that has all the others.
  const others = new Map<string, Awaited<ReturnType<typeof startProgram>>>()
  for (const [group, actor, scopes] of [
    ['auctions', world.buyer, ['orders:read', 'orders:write']],
    ['orders', world.supplier, ['auctions:bid', 'catalogs:write']],
    ['catalogs', world.supplier, ['auctions:bid', 'orders:read']],
  ] as const)
    others.set(group, await program(actor, [...scopes]))
  for (const { method, path, scope } of operations) {
    const other = others.get(String(scope).split(':')[0] as string)
    const answers = [await stranger(method, path), await other?.send(method, path)]
    expect([method, path, scope, ...answers.map((answer) => answer?.status)]).toEqual([method, path, scope, 401, 403])
  }
})

test('what is no request is answered with what is wrong with it', async () => {
  const { lotId } = await openLot()
  const bids = `/lots/${lotId}/bids`
  expect(await supplier.send('POST', bids, '{"amount":', {})).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  expect(await supplier.send('POST', bids, { id: 'x', amount: '1e3' })).toMatchObject({
    status: 400,
    body: { fields: [{ field: 'amount' }] },
  })
  expect(await supplier.send('POST', bids, { amount: '900' })).toMatchObject({ status: 400, body: { fields: [{ field: 'id' }] } })
  expect(await supplier.send('POST', bids, 'x'.repeat(1_100_000))).toMatchObject({ status: 400, body: { detail: 'body_too_large' } })
  expect((await supplier.send('POST', bids)).status).toBe(400)
  expect((await supplier.send('GET', '/nothing')).status).toBe(404)
  const wrong = await buyer.send('POST', '/events', draft({ lots: [{ title: 'L', ceiling: '-1', lines: [] }] }))
  expect(wrong.body.fields.map(({ field }: { field: string }) => field)).toEqual(['lots.0.ceiling', 'lots.0.lines'])
})

test('says how many requests are left, and makes who floods a lot wait', async () => {
  const { lotId } = await openLot()
  const { headers } = await supplier.send('GET', `/lots/${lotId}`)
  expect(headers.get('ratelimit-policy')).toBe('"token";q=1200;w=60')
  expect(headers.get('ratelimit')).toMatch(/^"token";r=\d+;t=\d+$/)
  const flood = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      supplier.send('POST', `/lots/${lotId}/bids`, { id: `f${index}`, amount: String(900 - index * 5) }),
    ),
  )
  const refused = flood.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
})

test('the example client of the documentation takes part and wins down to its limit', async () => {
  const { eventId, lotId } = await openLot()
  const run = new Promise<string>((resolve, reject) =>
    execFile(
      process.execPath,
      ['docs/api/bidder.mjs', eventId, '850'],
      { env: { ...process.env, STOA_URL: node.url, STOA_TOKEN: supplier.secret } },
      (error, stdout, stderr) => (error ? reject(new Error(stderr)) : resolve(stdout)),
    ),
  )
  const leadIs = (amount: string) =>
    expect.poll(async () => (await buyer.send('GET', `/lots/${lotId}`)).body.lead, { timeout: 5000 }).toBe(amount)
  await leadIs('1000.00')
  await rival.send('POST', `/lots/${lotId}/bids`, { id: 'a', amount: '900' })
  await leadIs('895.00')
  await rival.send('POST', `/lots/${lotId}/bids`, { id: 'b', amount: '852' })
  await buyer.send('POST', `/lots/${lotId}/control`, { do: 'close' })
  expect(await run).toMatch(/bid 1000\.00, entry \d+ of the ledger\nbid 895\.00, .*\nclosed: not won, own best bid 895\.00/)
})
