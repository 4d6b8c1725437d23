import { createRoute, z } from '@hono/zod-openapi'
import { OrderState } from '@/lib/platform/db/generated/enums'
import { fulfilmentSlugs } from '@/lib/purchasing/fulfilment/model'
import { answer, body, id, needs, paging, problems, readProblems, repeatable, summaries } from '../route-parts'
import {
  despatchBody,
  documentDetail,
  documentPage,
  orderDetail,
  orderPage,
  orderStep,
  receiptBody,
  responseBody,
  stepTaken,
} from './schemas'

/** What programs do with orders and the documents beside them, on either side. */
const orders = { tags: ['Orders'] }
const documents = { tags: ['Order documents'] }
const kind = z.enum(Object.values(fulfilmentSlugs) as [string, ...string[]])

export const orderRoutes = {
  list: createRoute({
    ...orders,
    method: 'get',
    path: '/orders',
    operationId: 'listOrders',
    summary: summaries.listOrders,
    security: needs('orders:read'),
    request: {
      query: paging.extend({ side: z.enum(['buyer', 'supplier']).default('buyer'), state: z.enum(OrderState).optional() }),
    },
    responses: { 200: answer(orderPage, 'a page of orders, the newest first'), ...readProblems },
  }),
  get: createRoute({
    ...orders,
    method: 'get',
    path: '/orders/{id}',
    operationId: 'getOrder',
    summary: summaries.getOrder,
    security: needs('orders:read'),
    request: { params: id },
    responses: { 200: answer(orderDetail, 'the order'), ...readProblems },
  }),
  respond: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/order-responses',
    operationId: 'respondToOrder',
    summary: summaries.respondToOrder,
    description: 'Lines that are not named are confirmed in full; a quantity of zero rejects a line.',
    security: needs('orders:write'),
    request: { params: id, headers: repeatable, body: body(responseBody) },
    responses: { 201: answer(stepTaken, 'the response'), ...problems },
  }),
  acceptChanges: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/accept-changes',
    operationId: 'acceptOrderChanges',
    summary: summaries.acceptOrderChanges,
    security: needs('orders:write'),
    request: { params: id, headers: repeatable },
    responses: { 200: answer(orderStep, 'the order’s state'), ...problems },
  }),
  cancel: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/cancel',
    operationId: 'cancelOrder',
    summary: summaries.cancelOrder,
    security: needs('orders:write'),
    request: { params: id, headers: repeatable },
    responses: { 200: answer(orderStep, 'the order’s state'), ...problems },
  }),
  close: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/close',
    operationId: 'closeOrder',
    summary: summaries.closeOrder,
    security: needs('orders:write'),
    request: { params: id, headers: repeatable },
    responses: { 200: answer(orderStep, 'the order’s state'), ...problems },
  }),
  despatch: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/despatch-advices',
    operationId: 'despatch',
    summary: summaries.despatch,
    security: needs('orders:write'),
    request: { params: id, headers: repeatable, body: body(despatchBody) },
    responses: { 201: answer(stepTaken, 'the despatch advice'), ...problems },
  }),
  receive: createRoute({
    ...orders,
    method: 'post',
    path: '/orders/{id}/goods-receipts',
    operationId: 'receive',
    summary: summaries.receive,
    description: 'Without lines, everything that was despatched and is not received yet.',
    security: needs('orders:write'),
    request: { params: id, headers: repeatable, body: body(receiptBody) },
    responses: { 201: answer(stepTaken, 'the goods receipt'), ...problems },
  }),
}

export const documentRoutes = {
  list: createRoute({
    ...documents,
    method: 'get',
    path: '/order-documents/{kind}',
    operationId: 'listOrderDocuments',
    summary: summaries.listOrderDocuments,
    security: needs('orders:read'),
    request: { params: z.object({ kind }), query: paging.pick({ cursor: true }) },
    responses: { 200: answer(documentPage, 'a page of documents, the newest first'), ...readProblems },
  }),
  get: createRoute({
    ...documents,
    method: 'get',
    path: '/order-documents/{kind}/{id}',
    operationId: 'getOrderDocument',
    summary: summaries.getOrderDocument,
    security: needs('orders:read'),
    request: { params: z.object({ kind, id: z.uuid() }) },
    responses: { 200: answer(documentDetail, 'the document'), ...readProblems },
  }),
  reverse: createRoute({
    ...documents,
    method: 'post',
    path: '/order-documents/goods-receipts/{id}/reverse',
    operationId: 'reverseReceipt',
    summary: summaries.reverseReceipt,
    description: 'Its quantities count no more. Not possible once the order is closed.',
    security: needs('orders:write'),
    request: { params: id, headers: repeatable },
    responses: { 200: answer(orderStep, 'the order’s state'), ...problems },
  }),
}
