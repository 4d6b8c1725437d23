import { prisma } from './db/client'
import type { Sql } from './db/sql'
import type { DomainEvent } from './events'
import { currentRequestId } from './log'

/**
 * Writes domain events beside the change that caused them and asks the worker to dispatch them. With the commit they are
 * also heard by every node that listens, for what cannot wait for a job: closing sockets, refreshing live screens.
 */
export async function writeOutbox(sql: Sql, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql.query(
    `with written as (
       insert into outbox_event (id, type, payload, request_id)
       select gen_random_uuid(), event->>'type', event - 'type', $2 from jsonb_array_elements($1::jsonb) event returning id, type, payload)
     select count(graphile_worker.add_job('dispatch-outbox', json_build_object('id', id)))::int as jobs,
            count(pg_notify('stoa', json_build_object('topic', type, 'payload', payload)::text))::int as heard from written`,
    [JSON.stringify(events), currentRequestId() ?? null],
  )
}

/** How long events stay that have been handed on, for who looks for what went wrong. */
const DAYS = 14

export async function forgetDispatched(now: Date): Promise<void> {
  await prisma().outboxEvent.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - DAYS * 86_400_000) }, dispatchedAt: { not: null } },
  })
}
