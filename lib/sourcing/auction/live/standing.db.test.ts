import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeSession, openSession } from '@/lib/parties/identity/commands/sign-in'
import { prisma } from '@/lib/platform/db/client'
import type { RoomSnapshot } from '@/lib/sourcing/auction/rules/wire'
import { answerInvitation, askQuestion } from '@/lib/sourcing/events/commands/participate'
import { ask, send, startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

const membership = (state: 'active' | 'suspended') =>
  prisma().networkMembership.updateMany({
    where: { networkId: world.networkId, organizationId: world.supplier.organizationId },
    data: { state },
  })

test('a suspended supplier joins no room, accepts no terms and asks nothing, and does all of it again when it is taken back', async () => {
  const { eventId } = await node.auction()
  const actor = world.supplier
  const join = async () => send(await node.connect(actor), 'event:join', { eventId })
  await membership('suspended')
  expect(await join()).toMatchObject({ ok: false, problem: { code: 'not_found' } })
  await expect(answerInvitation({ actor }, { eventId, accept: true })).rejects.toMatchObject({ code: 'not_found' })
  await expect(askQuestion({ actor }, { eventId, text: 'May I?' })).rejects.toMatchObject({ code: 'not_found' })
  await membership('active')
  expect(await join()).toMatchObject({ ok: true })
})

test('who declines leaves the room and does not come back in without accepting the terms', async () => {
  const { eventId } = await node.auction()
  await prisma().eventInvitation.updateMany({
    where: { eventId, supplierId: world.supplier.organizationId },
    data: { state: 'invited' },
  })
  const watching = await node.connect(world.supplier)
  expect(await send(watching, 'event:join', { eventId })).toMatchObject({ ok: true })
  const left = new Promise((resolve) => watching.once('disconnect', resolve))
  await answerInvitation({ actor: world.supplier }, { eventId, accept: false })
  await left
  const socket = await node.connect(world.supplier)
  expect(await send(socket, 'event:join', { eventId })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  await answerInvitation({ actor: world.supplier }, { eventId, accept: true })
  expect(await send(socket, 'event:join', { eventId })).toMatchObject({ ok: true })
})

test('signing out says so to every node, which ends the sockets', async () => {
  const sessionId = await openSession(world.supplier.userId)
  const socket = await node.connect(world.supplier)
  const ended = new Promise((resolve) => socket.once('disconnect', resolve))
  await closeSession({ sessionId })
  await ended
  expect((await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).revokedAt).not.toBeNull()
})

test('a window that joins its room several times is one window, and gone when it is closed', async () => {
  const { eventId } = await node.auction()
  const buyer = await node.connect(world.buyer)
  const present = async () => (await ask<RoomSnapshot>(buyer, 'event:join', { eventId })).present
  const window = await node.connect(world.supplier)
  for (let times = 0; times < 3; times++) await ask(window, 'event:join', { eventId })
  expect(await present()).toHaveLength(1)
  window.disconnect()
  await expect.poll(present).toEqual([])
})
