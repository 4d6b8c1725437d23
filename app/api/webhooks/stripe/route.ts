import { toProblem } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { receivePaymentEvent } from '@/lib/purchasing/payments/commands/receive-stripe-event'
import { cardPayments, stripe, webhookSecret } from '@/lib/purchasing/payments/stripe'

/** Stripe's webhooks: the signature is checked over the body as it came. An error makes Stripe deliver again. */
export async function POST(request: Request) {
  if (!cardPayments()) return Response.json({ error: 'no_provider' }, { status: 404 })
  const body = await request.text()
  let event: Awaited<ReturnType<ReturnType<typeof stripe>['webhooks']['constructEventAsync']>>
  try {
    event = await stripe().webhooks.constructEventAsync(body, request.headers.get('stripe-signature') ?? '', webhookSecret())
  } catch {
    return Response.json({ error: 'signature' }, { status: 400 })
  }
  try {
    return Response.json({ received: true, ...(await receivePaymentEvent({ event })) })
  } catch (error) {
    log.error({ err: error, event: event.id }, 'a payment event could not be taken in')
    return Response.json(toProblem(error), { status: 503 })
  }
}
