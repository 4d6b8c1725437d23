import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'

interface Request {
  id: string
  /** the caller's in the network, where there is one */
  address: string | undefined
}

const requests = new AsyncLocalStorage<Request>()

/** The structured log. Ids, never personal data. Every line inside `withRequestId` carries the id. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const requestId = requests.getStore()?.id
    return requestId ? { requestId } : {}
  },
  redact: ['password', '*.password', 'secret', '*.secret', 'cookie', '*.cookie'],
})
export type Log = typeof log

/**
 * Runs work under a request id that its log lines, audit entries, outbox events and jobs carry on.
 * @param address the caller's in the network, for the security log
 */
export const withRequestId = <T>(id: string, work: () => T, address?: string): T => requests.run({ id, address }, work)
export const currentRequestId = (): string | undefined => requests.getStore()?.id
export const currentAddress = (): string | undefined => requests.getStore()?.address
