import type { OpenAPIHono } from '@hono/zod-openapi'
import { notFound } from '@/lib/platform/errors'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive, reverseReceipt } from '@/lib/purchasing/fulfilment/commands/receive'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { type FulfilmentKind, kindOfSlug } from '@/lib/purchasing/fulfilment/model'
import { getDocument, listDocuments } from '@/lib/purchasing/fulfilment/queries'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, declineClosing, proposeClosing, withdrawClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { getOrder, listOrders } from '@/lib/purchasing/orders/queries'
import { type ApiEnv, caller, reading } from '../environment'
import { documentRoutes, orderRoutes } from './routes'
import { documentDetail, documentPage, orderDetail, orderPage } from './schemas'

type Api = OpenAPIHono<ApiEnv>

export function serveOrders(api: Api): void {
  api.openapi(orderRoutes.list, async (c) => {
    const { limit, cursor, side, state } = c.req.valid('query')
    const filter = { side, after: cursor, ...(state && { state: [state] }) }
    const { orders, next } = await listOrders(reading(c.get('actor')), filter, limit)
    return c.json(orderPage.parse({ items: orders, next }), 200)
  })
  api.openapi(orderRoutes.get, async (c) =>
    c.json(orderDetail.parse(await getOrder(reading(c.get('actor')), c.req.valid('param').id)), 200),
  )
  api.openapi(orderRoutes.respond, async (c) => {
    const input = { orderId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await respondToOrder(caller(c, c.req.valid('header')), input), 201)
  })
  api.openapi(orderRoutes.acceptChanges, async (c) =>
    c.json(await acceptOrderChanges(caller(c, c.req.valid('header')), { orderId: c.req.valid('param').id }), 200),
  )
  api.openapi(orderRoutes.cancel, async (c) =>
    c.json(await cancelOrder(caller(c, c.req.valid('header')), { orderId: c.req.valid('param').id }), 200),
  )
  api.openapi(orderRoutes.close, async (c) =>
    c.json(await closeOrder(caller(c, c.req.valid('header')), { orderId: c.req.valid('param').id }), 200),
  )
  api.openapi(orderRoutes.proposeClosing, async (c) => {
    const input = { orderId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await proposeClosing(caller(c, c.req.valid('header')), input), 201)
  })
  api.openapi(orderRoutes.acceptClosing, async (c) =>
    c.json(await acceptClosing(caller(c, c.req.valid('header')), { closingId: c.req.valid('param').id }), 200),
  )
  api.openapi(orderRoutes.declineClosing, async (c) => {
    const input = { closingId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await declineClosing(caller(c, c.req.valid('header')), input), 200)
  })
  api.openapi(orderRoutes.withdrawClosing, async (c) =>
    c.json(await withdrawClosing(caller(c, c.req.valid('header')), { closingId: c.req.valid('param').id }), 200),
  )
  api.openapi(orderRoutes.despatch, async (c) => {
    const input = { orderId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await despatch(caller(c, c.req.valid('header')), input), 201)
  })
  api.openapi(orderRoutes.receive, async (c) => {
    const input = { orderId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await receive(caller(c, c.req.valid('header')), input), 201)
  })
}

export function serveOrderDocuments(api: Api): void {
  api.openapi(documentRoutes.list, async (c) => {
    const { documents, next } = await listDocuments(reading(c.get('actor')), kindOf(c.req.valid('param').kind), c.req.valid('query').cursor)
    return c.json(documentPage.parse({ items: documents, next }), 200)
  })
  api.openapi(documentRoutes.get, async (c) => {
    const { kind, id } = c.req.valid('param')
    const { orderId, document } = await getDocument(reading(c.get('actor')), kindOf(kind), id)
    const { carrier = null, tracking = null } = document.facts
    return c.json(documentDetail.parse({ ...document, id, orderId, carrier, tracking }), 200)
  })
  api.openapi(documentRoutes.reverse, async (c) =>
    c.json(await reverseReceipt(caller(c, c.req.valid('header')), { receiptId: c.req.valid('param').id }), 200),
  )
}

function kindOf(slug: string): FulfilmentKind {
  const kind = kindOfSlug(slug)
  if (!kind) throw notFound()
  return kind
}
