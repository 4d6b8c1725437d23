import type { z } from 'zod'
import { writeAudit } from './audit'
import type { Actor, AuditNote, CommandContext } from './context'
import { prisma } from './db/client'
import { sqlOf } from './db/sql'
import { AppError, fieldErrors } from './errors'
import type { DomainEvent } from './events'
import { requireStorable } from './fields/storable'
import { once } from './idempotency'
import { log } from './log'
import { writeOutbox } from './outbox'
import { limitRate } from './rate-limit'
import { requireRecentProof } from './recent-proof'
import { noteDenial } from './security-log/denials'
import { type SecurityNote, writeSecurityNotes } from './security-log/note'

export interface Caller {
  actor: Actor
  /** for imports and tests that act at another time */
  now?: Date
  /** of a program's request: repeated with the same key it does nothing again */
  idempotencyKey?: string | undefined
}

export interface Command<Input, Result> {
  (caller: Caller, input: Input): Promise<Result>
  readonly commandName: string
  /** whether the actor's roles allow it at all, for who has work to do before it runs */
  readonly allows: (actor: Actor) => boolean
}

interface Options {
  /** for what weighs so much that whoever found a browser open must not do it: see `recent-proof.ts` */
  proof?: 'recent'
  /** how often one user may, counted before there is a transaction that would wait for it */
  limit?: { uses: number; seconds: number }
}

export type PublicContext = Omit<CommandContext, 'actor'>

/**
 * Makes a use case: asks whether the actor may, parses the input, opens the transaction, writes the audit entry and the
 * outbox events in it, and lets typed errors through. The handler reads like the sentence that describes it.
 * @param name domain.verb, as in the audit log
 * @param may whether the actor's roles allow it at all; rows are checked by the handler's own lookups
 */
export function command<Schema extends z.ZodType, Result>(
  name: string,
  schema: Schema,
  may: (actor: Actor) => boolean,
  handler: (ctx: CommandContext, input: z.output<Schema>) => Promise<Result>,
  options: Options = {},
): Command<z.input<Schema>, Result> {
  const run = async (caller: Caller, input: z.input<Schema>): Promise<Result> => {
    if (!may(caller.actor)) {
      await noteDenial(caller.actor, name)
      throw new AppError('forbidden')
    }
    if (options.proof) requireRecentProof(caller.actor, caller.now ?? new Date())
    if (options.limit) await limitRate(name, caller.actor.userId, options.limit.uses, options.limit.seconds)
    const parsed = parse(schema, input)
    return transact(name, caller.actor, caller.now, (ctx) => {
      const work = () => handler({ ...ctx, actor: caller.actor }, parsed)
      const { idempotencyKey: key, actor } = caller
      if (!key || !actor.token) return work()
      const repeated = () => ctx.audit({ entity: 'IdempotencyKey', entityId: key })
      return once(ctx.db, { tokenId: actor.token.id, key, command: name, input }, work, repeated)
    })
  }
  return Object.assign(run, { commandName: name, allows: may })
}

/** A use case for somebody who is not signed in: sign-up, links from mails, webhooks. */
export function publicCommand<Schema extends z.ZodType, Result>(
  name: string,
  schema: Schema,
  handler: (ctx: PublicContext, input: z.output<Schema>) => Promise<Result>,
): (input: z.input<Schema>, now?: Date) => Promise<Result> {
  return async (input, now) => {
    const parsed = parse(schema, input)
    return transact(name, null, now, (ctx) => handler(ctx, parsed))
  }
}

/** @throws AppError invalid_input that names the fields */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new AppError('invalid_input', { fields: fieldErrors(parsed.error) })
  requireStorable(parsed.data)
  return parsed.data
}

function transact<Result>(
  name: string,
  actor: Actor | null,
  now: Date | undefined,
  work: (ctx: PublicContext) => Promise<Result>,
): Promise<Result> {
  return prisma().$transaction(
    async (db) => {
      const notes: AuditNote[] = []
      const events: DomainEvent[] = []
      const security: SecurityNote[] = []
      const at = now ?? new Date()
      const result = await work({
        db,
        now: at,
        log: log.child({ command: name }),
        emit: (event) => events.push(event),
        audit: (note) => notes.push(note),
        note: (note) => security.push({ ...byActor(actor), ...note }),
      })
      await writeAudit(db, name, actor, notes)
      await writeOutbox(sqlOf(db), events)
      await writeSecurityNotes(db, at, security)
      return result
    },
    { timeout: 60_000, maxWait: 10_000 },
  )
}

const byActor = (actor: Actor | null): Omit<SecurityNote, 'kind'> => ({
  organizationIds: actor ? [actor.organizationId] : [],
  userId: actor?.userId ?? null,
  apiTokenId: actor?.token?.id ?? null,
})
