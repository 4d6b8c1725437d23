import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import type { Scope } from '@/lib/parties/identity/model'
import type { Actor } from '@/lib/platform/context'
import { startLiveNode } from '@/scripts/testing/live-node'
import { program as startProgram } from '@/scripts/testing/program'
import { makeWorld, type World } from '@/scripts/testing/world'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
let catalog: string

beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
  catalog = (await createCatalog({ actor: world.supplier }, { name: 'Main' })).id
})
afterAll(() => node.stop())

const program = async (actor: Actor, scopes: Scope[]) => (await startProgram(node.url, actor, scopes)).send

const line = (part: string, price: string) => ({ part, name: { en: part }, unit: 'C62', currency: 'EUR', breaks: [{ from: '1', price }] })

describe('a supplier’s program', () => {
  test('publishes lines, sets stock between versions and reads both back', async () => {
    const send = await program(world.supplier, ['catalogs:write'])
    const changes = { offers: [line('A', '5.00'), { ...line('B', '6.00'), accessories: ['A'] }] }
    const key = { 'idempotency-key': randomUUID() }
    const first = await send('POST', `/catalogs/${catalog}/versions`, changes, key)
    expect(first).toMatchObject({ status: 201, body: { number: 1, added: 2, changed: 0, removed: 0 } })
    expect((await send('POST', `/catalogs/${catalog}/versions`, changes, key)).body).toEqual(first.body)
    const lines = [
      { part: 'A', stock: '12', leadTimeDays: 4 },
      { part: 'B', stock: null },
      { part: 'Z', stock: '1' },
    ]
    expect(await send('PUT', `/catalogs/${catalog}/availability`, { lines })).toMatchObject({
      status: 200,
      body: { changed: 1, unknown: ['Z'] },
    })
    const page = await send('GET', `/catalogs/${catalog}/lines?limit=1`)
    expect(page.body).toMatchObject({ items: [{ part: 'A', stock: '12', leadTimeDays: 4 }], next: 'A' })
    expect((await send('GET', `/catalogs/${catalog}/lines?cursor=A`)).body).toMatchObject({
      items: [{ part: 'B', accessories: ['A'] }],
      next: null,
    })
    expect((await send('GET', '/catalogs')).body.items).toMatchObject([{ id: catalog, name: 'Main', offers: 2, version: 1 }])
  })

  test('says what buyers can choose, and is told what is wrong with it', async () => {
    const send = await program(world.supplier, ['catalogs:write'])
    const path = `/catalogs/${catalog}/lines/A/configurator`
    expect((await send('GET', path)).body).toEqual({ model: null, outdated: false })
    const model = {
      numbers: [{ id: 'metres', name: { en: 'Length' }, unit: 'm', minimum: '1', maximum: '9', initial: '1' }],
      prices: [{ kind: 'formula', name: { en: 'Length' }, formula: 'metres / (metres - 1)' }],
    }
    const refused = await send('PUT', path, model)
    expect(refused).toMatchObject({ status: 400, body: { fields: [{ field: 'model.prices.0', reason: 'configurator_price_fails' }] } })
    const [price] = model.prices
    expect((await send('PUT', path, { ...model, prices: [{ ...price, formula: 'metres * 2' }] })).status).toBe(204)
    expect((await send('GET', path)).body.model.prices).toMatchObject([{ formula: 'metres * 2' }])
  })

  test('gets no further than its scopes and its company', async () => {
    const reads = await program(world.supplier, ['catalogs:read'])
    expect((await reads('GET', '/catalogs')).status).toBe(200)
    expect((await reads('PUT', `/catalogs/${catalog}/availability`, { lines: [{ part: 'A', stock: '1' }] })).status).toBe(403)
    const bids = await program(world.supplier, ['auctions:bid'])
    expect((await bids('GET', '/catalogs')).status).toBe(403)
    const rival = await program(world.rival, ['catalogs:write'])
    expect((await rival('GET', `/catalogs/${catalog}/lines`)).status).toBe(404)
    expect((await rival('PUT', `/catalogs/${catalog}/availability`, { lines: [{ part: 'A', stock: '1' }] })).status).toBe(404)
    expect((await rival('POST', `/catalogs/${catalog}/versions`, { offers: [line('A', '1')] })).status).toBe(404)
    expect((await rival('GET', `/catalogs/${catalog}/lines/A/configurator`)).status).toBe(404)
    await expect(program(world.buyer, ['catalogs:write'])).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is told which field of which line is wrong', async () => {
    const send = await program(world.supplier, ['catalogs:write'])
    const negative = await send('PUT', `/catalogs/${catalog}/availability`, { lines: [{ part: 'A' }, { part: 'B', stock: '-1' }] })
    expect(negative).toMatchObject({ status: 400, body: { fields: [{ field: 'lines.1.stock', reason: 'number' }] } })
    const unknown = await send('POST', `/catalogs/${catalog}/versions`, { offers: [{ ...line('C', '1'), category: '99999999' }] })
    expect(unknown).toMatchObject({ status: 400, body: { fields: [{ field: 'category' }] } })
  })
})
