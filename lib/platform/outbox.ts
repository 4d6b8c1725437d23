import { prisma } from './db/client'
import type { Sql } from './db/sql'
import { env } from './env'
import type { DomainEvent } from './events'
import { currentRequestId } from './log'
import { daysBefore } from './retention'

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

/** Lets events go that were handed on, after the days for which somebody may look for what went wrong. */
export async function forgetDispatched(now: Date): Promise<void> {
  await prisma().outboxEvent.deleteMany({
    where: { createdAt: { lt: daysBefore(now, env().KEEP_EVENTS_DAYS) }, dispatchedAt: { not: null } },
  })
}
