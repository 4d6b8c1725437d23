import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OldDatabase } from './testing/old-database'

let old: OldDatabase
beforeAll(async () => {
  old = await OldDatabase.before('20261127223000_waiting_work')
  await runMigrations({ connectionString: old.url })
})
afterAll(() => old.drop())

test('an award that waits for its standstill, a search and events from before go on under the names of now', async () => {
  const add = (name: string, payload: object) =>
    old.client.query("select graphile_worker.add_job($1, payload := $2::json, run_at := now() + interval '3 days')", [
      name,
      JSON.stringify(payload),
    ])
  await add('effect-award', { lotId: 'lot' })
  await add('search-split', { splitId: 'one' })
  await add('search-split', { allocationId: 'two' })
  await add('close-deal', { dealId: 'deal' })
  const happened = (type: string, payload: object, dispatched = false) =>
    old.client.query('insert into outbox_event (id, type, payload, dispatched_at) values (gen_random_uuid(), $1, $2, $3)', [
      type,
      JSON.stringify(payload),
      dispatched ? new Date() : null,
    ])
  await happened('order.refused', { orderId: 'a' })
  await happened('order.changed', { orderId: 'b' })
  await happened('order.changed', { orderId: 'told' }, true)
  await happened('catalog.rates-changed', {})
  await happened('split.started', { splitId: 'c' })
  await happened('order.placed', { orderId: 'd' })

  await old.migrate()

  const jobs = await old.client.query(
    `select t.identifier, j.payload::text, j.run_at > now() as waits from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  )
  expect(jobs.rows.map(({ identifier, payload, waits }) => [identifier, JSON.parse(payload), waits])).toEqual([
    ['execute-award', { lotId: 'lot' }, true],
    ['search-allocation', { allocationId: 'one' }, true],
    ['search-allocation', { allocationId: 'two' }, true],
    ['close-deal', { dealId: 'deal' }, true],
  ])
  const { rows } = await old.client.query('select type, payload from outbox_event where dispatched_at is null order by type')
  expect(rows).toEqual([
    { type: 'allocation.started', payload: { allocationId: 'c' } },
    { type: 'order.approval_rejected', payload: { orderId: 'a' } },
    { type: 'order.confirmed_with_changes', payload: { orderId: 'b' } },
    { type: 'order.placed', payload: { orderId: 'd' } },
    { type: 'rates.changed', payload: {} },
  ])
})
