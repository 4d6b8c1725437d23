import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyFunctions } from './setup/functions'
import { OldDatabase } from './testing/old-database'

/** Orders from before there were documents: what was confirmed, shipped and received is the same afterwards, as their sum. */

let old: OldDatabase

interface OldLine {
  quantity: number
  confirmed: number | null
  shipped: number
  received: number
  rejected: number
}

/** An order as the tables of before had it, with what its timeline says. */
async function order(state: string, lines: OldLine[], events: { kind: string; at: string; data?: (lineIds: string[]) => object }[]) {
  const id = randomUUID()
  await old.client.query(
    `insert into purchase_order (id, number, buyer_id, supplier_id, state, currency, net, freight, tax, gross, taxes, payment_method, placed_at, updated_at)
     values ($1, $2, $3, $4, $5, 'EUR', 1, 0, 0, 1, '[]', 'account', '2026-01-01', '2026-02-01')`,
    [id, `PO-${id.slice(0, 6)}`, BUYER, SUPPLIER, state],
  )
  const ids = lines.map(() => randomUUID())
  for (const [index, line] of lines.entries())
    await old.client.query(
      `insert into order_line (id, order_id, line, name, quantity, unit, unit_price, net, tax_category, confirmed, shipped, received, rejected)
       values ($1, $2, $3, '{"en":"Bolt"}', $4, 'C62', 1, 1, 'standard', $5, $6, $7, $8)`,
      [ids[index], id, index + 1, line.quantity, line.confirmed, line.shipped, line.received, line.rejected],
    )
  for (const { kind, at, data } of events)
    await old.client.query('insert into order_event (id, order_id, at, kind, data) values (gen_random_uuid(), $1, $2, $3, $4)', [
      id,
      at,
      kind,
      JSON.stringify(data?.(ids) ?? {}),
    ])
  return id
}

const BUYER = randomUUID()
const SUPPLIER = randomUUID()
const line = (quantity: number, confirmed: number | null, shipped: number, received: number, rejected = 0): OldLine => ({
  quantity,
  confirmed,
  shipped,
  received,
  rejected,
})

beforeAll(async () => {
  old = await OldDatabase.before('20261127200238_order_documents')
})
afterAll(() => old.drop())

test('lines keep their quantities, one document stands for one act, and numbers go on behind those given', async () => {
  const partly = await order(
    'partly_shipped',
    [line(10, 8, 5, 3, 1), line(4, 4, 4, 0)],
    [
      { kind: 'confirmed', at: '2026-01-02' },
      { kind: 'shipped', at: '2026-01-03', data: ([first]) => ({ carrier: 'DHL', lines: [{ lineId: first, quantity: '3' }] }) },
      { kind: 'received', at: '2026-01-04', data: ([first]) => ({ lines: [{ lineId: first, received: '2', rejected: '1' }] }) },
    ],
  )
  const closed = await order('closed', [line(1, 1, 1, 1), line(2, 2, 2, 2)], [])
  const declined = await order('cancelled', [line(5, 3, 0, 0)], [{ kind: 'changed', at: '2026-01-02' }])
  const waiting = await order('changed', [line(5, 3, 0, 0)], [{ kind: 'changed', at: '2026-01-05' }])
  const unanswered = await order('draft', [line(5, null, 0, 0)], [])
  const said = await old.client.query(
    'select id, confirmed::float8, shipped::float8, received::float8, rejected::float8 from order_line order by id',
  )

  await old.migrate()
  await applyFunctions(old.url)

  const sums = await old.client.query(
    `select order_line_id as id, confirmed::float8, shipped::float8, received::float8, rejected::float8 from order_line_progress order by 1`,
  )
  expect(sums.rows).toEqual(said.rows)
  const documents = async (table: string, columns: string, orderId: string) =>
    (
      await old.client.query({
        text: `select ${columns} from ${table} where order_id = $1 order by ${columns}`,
        values: [orderId],
        rowMode: 'array',
      })
    ).rows
  // What the timeline tells of, and one for the rest that it does not.
  expect(await documents('despatch_advice', 'state, carrier', partly)).toEqual([
    ['sent', 'DHL'],
    ['sent', null],
  ])
  expect(await documents('goods_receipt', 'state', partly)).toEqual([['posted'], ['posted']])
  expect(await documents('despatch_advice', 'state', closed)).toEqual([['received']])
  expect(await documents('goods_receipt', 'state', closed)).toEqual([['posted']])
  expect(await documents('order_response', 'code, state', declined)).toEqual([['changed', 'declined']])
  expect(await documents('order_response', 'code, state', waiting)).toEqual([['changed', 'sent']])
  expect(await documents('order_response', 'code', unanswered)).toEqual([])
  const states = await old.client.query('select id, state::text from purchase_order')
  expect(Object.fromEntries(states.rows.map(({ id, state }) => [id, state]))).toEqual({
    [partly]: 'partially_shipped',
    [closed]: 'closed',
    [declined]: 'cancelled',
    [waiting]: 'confirmed_with_changes',
    [unanswered]: 'pending_approval',
  })
  const last = await old.client.query(`select s.kind, s.last, (select count(*)::int from order_response) as responses,
    (select count(*)::int from despatch_advice) as advices, (select count(*)::int from goods_receipt) as receipts from number_sequence s order by s.kind`)
  expect(last.rows).toEqual([
    expect.objectContaining({ kind: 'despatch_advice', last: last.rows[0].advices }),
    expect.objectContaining({ kind: 'goods_receipt', last: last.rows[0].receipts }),
    expect.objectContaining({ kind: 'order_response', last: last.rows[0].responses }),
    expect.objectContaining({ kind: 'sales_order', last: 4 }),
  ])
})
