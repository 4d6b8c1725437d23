import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import type { Command } from '@/lib/platform/command'
import { AppError, type Problem, toProblem } from '@/lib/platform/errors'
import { log, withRequestId } from '@/lib/platform/log'
import { currentActor } from '../request-context'

export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: Problem }

/** Runs work for a form: typed errors go back as data, everything else is logged and stays here. */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  const run = async () => {
    try {
      return { ok: true as const, data: await work() }
    } catch (error) {
      const problem = toProblem(error)
      if (problem.code === 'unexpected') log.error({ err: error }, 'an action failed')
      return { ok: false as const, problem }
    }
  }
  // server.ts has put the caller's address there, whatever the caller wrote.
  return withRequestId(randomUUID(), run, (await headers()).get('x-forwarded-for') ?? undefined)
}

/** Runs a command as the signed-in user. Next checks that the call comes from this site. */
export const act = <Input, Result>(command: Command<Input, Result>, input: Input): Promise<ActionResult<Result>> =>
  answer(async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('not_signed_in')
    return command({ actor }, input)
  })
