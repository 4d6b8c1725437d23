import type { getEvent } from './queries'

/** An event as its page gets it. */
export type EventDetails = Awaited<ReturnType<typeof getEvent>>
