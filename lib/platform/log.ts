import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'

const requestIds = new AsyncLocalStorage<string>()

/** The structured log. Ids, never personal data. Every line inside `withRequestId` carries the id. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const requestId = requestIds.getStore()
    return requestId ? { requestId } : {}
  },
  redact: ['password', '*.password', 'secret', '*.secret', 'cookie', '*.cookie'],
})
export type Log = typeof log

/** Runs work under a request id that its log lines, audit entries, outbox events and jobs carry on. */
export const withRequestId = <T>(id: string, work: () => T): T => requestIds.run(id, work)
export const currentRequestId = (): string | undefined => requestIds.getStore()
