import { z } from '@hono/zod-openapi'
import { DespatchAdviceState, GoodsReceiptState, OrderResponseState, OrderState } from '@/lib/platform/db/generated/enums'
import { localizedText } from '@/lib/platform/fields/localized-text'
import { despatchInput, receiveInput, respondToOrderInput } from '@/lib/purchasing/fulfilment/schemas'
import { declineClosingInput, proposeClosingInput } from '@/lib/purchasing/orders/schemas'
import { orderSteps } from '@/lib/purchasing/orders/states'
import { instant } from '../common-schemas'

/** What the API answers about orders and the documents beside them. */

const decimal = z
  .unknown()
  .transform((value) => String(value))
  .meta({ type: 'string', description: 'a decimal number as text' })
const party = z.object({ id: z.uuid(), name: z.string() })

export const orderPage = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.string().describe('the buyer’s'),
        supplierNumber: z.string().nullable().describe('the supplier’s, for itself'),
        state: z.enum(OrderState),
        placedAt: instant,
        currency: z.string(),
        gross: decimal,
        buyer: z.object({ name: z.string() }),
        supplier: z.object({ name: z.string() }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Orders' })

export const orderDetail = z
  .object({
    id: z.uuid(),
    number: z.string().describe('the buyer’s'),
    supplierNumber: z.string().nullable().describe('the supplier’s, for itself'),
    state: z.enum(OrderState),
    side: z.enum(['buyer', 'supplier']).describe('on which the caller’s organization stands'),
    buyer: party,
    supplier: party,
    placedAt: instant,
    requestedDeliveryDate: instant.nullable(),
    reference: z.string().nullable(),
    notes: z.string().nullable(),
    steps: z
      .array(z.object({ step: z.enum(orderSteps), hindrance: z.string().nullable() }))
      .describe('what the token’s organization can do next, each with what stands in its way'),
    deliverTo: z.unknown().describe('the address as it was when the order was placed'),
    currency: z.string(),
    net: decimal,
    freight: decimal,
    tax: decimal,
    gross: decimal,
    lines: z.array(
      z.object({
        id: z.uuid(),
        line: z.int(),
        name: localizedText(4000),
        supplierPartNumber: z.string().nullable(),
        quantity: decimal,
        unit: z.string().describe('UN/ECE Recommendation 20'),
        unitPrice: decimal,
        net: decimal,
        taxCategory: z.string(),
        confirmed: decimal.nullable().describe('null before the supplier’s answer'),
        shipped: decimal,
        received: decimal,
        rejected: decimal.describe('open again until it is replaced or closed'),
        closed: decimal.describe('agreed to be delivered no more'),
      }),
    ),
    closing: z
      .object({
        id: z.uuid(),
        side: z.enum(['buyer', 'supplier']).describe('who proposes it'),
        reason: z.string(),
        createdAt: instant,
        lines: z.array(z.object({ lineId: z.uuid(), quantity: decimal })),
      })
      .nullable()
      .describe('the proposal to close the rest that waits for an answer'),
  })
  .meta({ id: 'Order' })

const documentStates = [...Object.values(OrderResponseState), ...Object.values(DespatchAdviceState), ...Object.values(GoodsReceiptState)]

export const documentPage = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        state: z.enum(documentStates as [string, ...string[]]),
        at: instant,
        orderId: z.uuid(),
        orderNumber: z.string(),
        partner: z.string().describe('the other side'),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'OrderDocuments' })

export const documentDetail = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    kind: z.enum(['order_response', 'despatch_advice', 'goods_receipt']),
    number: z.string(),
    state: z.string(),
    issuedAt: instant,
    buyer: z.object({ name: z.string(), country: z.string() }),
    supplier: z.object({ name: z.string(), country: z.string() }),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
    lines: z.array(
      z.object({
        number: z.int().describe('of the order’s line'),
        name: localizedText(4000),
        sellerPartNumber: z.string().nullable(),
        unit: z.string(),
        quantity: decimal.describe('confirmed, despatched or received'),
        ordered: decimal.optional(),
        rejected: decimal.optional(),
        promisedOn: z.iso.date().nullish(),
        note: z.string().nullish(),
      }),
    ),
  })
  .meta({ id: 'OrderDocument' })

export const stepTaken = z
  .object({ state: z.enum(OrderState).describe('of the order'), id: z.uuid(), number: z.string() })
  .meta({ id: 'OrderDocumentMade' })
export const orderStep = z.object({ state: z.enum(OrderState) }).meta({ id: 'OrderStep' })

export const closingMade = z.object({ state: z.enum(OrderState).describe('of the order'), id: z.uuid() }).meta({ id: 'OrderClosingMade' })

export const closingBody = proposeClosingInput.omit({ orderId: true }).meta({ id: 'NewOrderClosing' })
export const declineBody = declineClosingInput.omit({ closingId: true }).meta({ id: 'DeclinedOrderClosing' })
export const responseBody = respondToOrderInput.omit({ orderId: true }).meta({ id: 'NewOrderResponse' })
export const despatchBody = despatchInput.omit({ orderId: true }).meta({ id: 'NewDespatchAdvice' })
export const receiptBody = receiveInput.omit({ orderId: true }).meta({ id: 'NewGoodsReceipt' })
