import type { getOrder } from './queries'

/** An order as one of its sides sees it. */
export type OrderDetails = Awaited<ReturnType<typeof getOrder>>
