import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Stripe from 'stripe'
import { publicUrl, STAND_IN } from './stripe'

/**
 * A local stand-in for Stripe, for the demo and the tests: the calls that Stoa makes, the hosted page, signed webhooks.
 * It speaks Stripe's HTTP API, so the real SDK is used against it. Nothing is kept beyond the process.
 */
interface Session {
  id: string
  object: 'checkout.session'
  amount_total: number
  currency: string
  client_reference_id: string | null
  metadata: Record<string, string>
  mode: string
  payment_status: 'unpaid' | 'paid'
  status: 'open' | 'complete' | 'expired'
  payment_intent: string | null
  success_url: string
  cancel_url: string
  url: string | null
  created: number
  expires_at: number
  livemode: false
}

export class StripeStandIn {
  private readonly sessions = new Map<string, Session>()
  private readonly replies = new Map<string, { hash: string; status: number; body: unknown }>()
  private readonly refunded = new Map<string, number>()
  private readonly signer = new Stripe(STAND_IN.secretKey)

  /** Is this request for the stand-in? */
  takes = (url: string): boolean => url.startsWith('/v1/') || url.startsWith('/c/pay/')

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', publicUrl())
    const body = await readBody(request)
    if (url.pathname.startsWith('/c/pay/'))
      return this.page(url.pathname.slice('/c/pay/'.length), request.method === 'POST' ? new URLSearchParams(body) : null, response)
    const key = request.headers['idempotency-key']
    const { status, body: answer } = this.once(typeof key === 'string' ? key : null, url.pathname + body, () =>
      this.api(request, url.pathname, new URLSearchParams(body)),
    )
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${randomUUID().slice(0, 14)}` })
    response.end(JSON.stringify(answer))
  }

  /** The same idempotency key gets the same answer; with other parameters it is an error, as at Stripe. */
  private once(key: string | null, request: string, work: () => { status: number; body: unknown }): { status: number; body: unknown } {
    if (!key) return work()
    const hash = createHash('sha256').update(request).digest('hex')
    const before = this.replies.get(key)
    if (before)
      return before.hash === hash
        ? before
        : failure(
            400,
            'idempotency_error',
            'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          )
    const reply = work()
    this.replies.set(key, { hash, ...reply })
    return reply
  }

  private api(request: IncomingMessage, path: string, form: URLSearchParams): { status: number; body: unknown } {
    if (request.headers.authorization !== `Bearer ${STAND_IN.secretKey}`)
      return failure(401, 'invalid_request_error', 'Invalid API Key provided.')
    if (path === '/v1/checkout/sessions' && request.method === 'POST') return this.createSession(form)
    const session = /^\/v1\/checkout\/sessions\/([^/]+)$/.exec(path)
    if (session && request.method === 'GET') {
      const found = this.sessions.get(session[1] ?? '')
      return found ? { status: 200, body: found } : failure(404, 'invalid_request_error', 'No such checkout.session')
    }
    if (path === '/v1/refunds' && request.method === 'POST') return this.refund(form)
    return failure(404, 'invalid_request_error', `Unrecognized request URL (${request.method}: ${path}).`)
  }

  private createSession(form: URLSearchParams) {
    const amount = Number(form.get('line_items[0][price_data][unit_amount]')) * Number(form.get('line_items[0][quantity]') ?? 1)
    const currency = form.get('line_items[0][price_data][currency]')
    if (!Number.isInteger(amount) || amount < 1)
      return failure(400, 'invalid_request_error', 'Invalid integer: unit_amount', 'line_items[0][price_data][unit_amount]')
    if (!currency || !form.get('success_url') || !form.get('mode'))
      return failure(400, 'invalid_request_error', 'Missing required param: currency, mode or success_url')
    const id = `cs_test_${randomUUID().replaceAll('-', '')}`
    const now = Math.floor(Date.now() / 1000)
    const metadata = Object.fromEntries(
      [...form].flatMap(([name, value]) => (/^metadata\[(.+)\]$/.exec(name) ? [[name.slice(9, -1), value]] : [])),
    )
    const session: Session = {
      id,
      object: 'checkout.session',
      amount_total: amount,
      currency,
      client_reference_id: form.get('client_reference_id'),
      metadata,
      mode: form.get('mode') ?? 'payment',
      payment_status: 'unpaid',
      status: 'open',
      payment_intent: null,
      success_url: form.get('success_url') ?? '',
      cancel_url: form.get('cancel_url') ?? '',
      url: `${publicUrl()}/c/pay/${id}`,
      created: now,
      expires_at: now + 86_400,
      livemode: false,
    }
    this.sessions.set(id, session)
    return { status: 200, body: session }
  }

  private refund(form: URLSearchParams) {
    const intent = form.get('payment_intent') ?? ''
    const session = [...this.sessions.values()].find((each) => each.payment_intent === intent)
    if (!session) return failure(404, 'invalid_request_error', `No such payment_intent: '${intent}'`, 'payment_intent')
    const before = this.refunded.get(intent) ?? 0
    const amount = Number(form.get('amount') ?? session.amount_total - before)
    if (before + amount > session.amount_total)
      return failure(400, 'invalid_request_error', 'Refund amount is greater than unrefunded amount on charge.', 'amount')
    this.refunded.set(intent, before + amount)
    // Told of every refund, by whom ever it was made.
    const { currency, metadata } = session
    const charge = {
      id: `ch_${intent.slice(3)}`,
      object: 'charge',
      payment_intent: intent,
      currency,
      metadata,
      amount: session.amount_total,
    }
    void this.tell('charge.refunded', {
      ...charge,
      amount_refunded: before + amount,
      refunded: before + amount === session.amount_total,
    }).catch(() => undefined)
    return {
      status: 200,
      body: {
        id: `re_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
        object: 'refund',
        amount,
        currency: session.currency,
        payment_intent: intent,
        status: 'succeeded',
        created: Math.floor(Date.now() / 1000),
      },
    }
  }

  /** The hosted page: what is paid, one button to pay and one to go back. */
  private async page(id: string, form: URLSearchParams | null, response: ServerResponse): Promise<void> {
    const session = this.sessions.get(id)
    if (!session) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('This payment page no longer exists. Go back to the order and start the payment again.')
      return
    }
    if (form) {
      if (session.status === 'open') {
        session.status = 'complete'
        session.payment_status = 'paid'
        session.payment_intent = `pi_${randomUUID().replaceAll('-', '').slice(0, 24)}`
        session.url = null
        await this.tell('checkout.session.completed', session)
      }
      response.writeHead(303, { location: session.success_url })
      response.end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(paymentPage(session))
  }

  /** Sends a signed webhook, as Stripe does. */
  async tell(type: string, object: unknown): Promise<number> {
    const event = {
      id: `evt_${randomUUID().replaceAll('-', '')}`,
      object: 'event',
      api_version: '2023-05',
      created: Math.floor(Date.now() / 1000),
      type,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: null,
    }
    const payload = JSON.stringify(event)
    const signature = await this.signer.webhooks.generateTestHeaderStringAsync({ payload, secret: STAND_IN.webhookSecret })
    const answer = await fetch(`${publicUrl()}/api/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: payload,
    })
    return answer.status
  }
}

const failure = (status: number, type: string, message: string, param?: string) => ({
  status,
  body: { error: { type, message, ...(param && { param }) } },
})

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
      if (text.length > 100_000) request.destroy(new Error('too large'))
    })
    request.on('end', () => resolve(text))
    request.on('error', reject)
  })
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

function paymentPage(session: Session): string {
  const amount = new Intl.NumberFormat('en', { style: 'currency', currency: session.currency.toUpperCase() })
  const digits = amount.resolvedOptions().maximumFractionDigits ?? 2
  const total = amount.format(session.amount_total / 10 ** digits)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demo payment</title>
<style>body{font:16px system-ui;margin:10vh auto;max-width:26rem;padding:0 1rem;color:#1a1b1e;background:#fff}h1{font-size:1.2rem}button{font:inherit;padding:.7rem 1rem;border:0;border-radius:.4rem;background:#1864ab;color:#fff;width:100%}p{color:#495057}a{color:#1864ab}</style>
<main><h1>Demo payment · 演示支付</h1><p>${escapeHtml(session.metadata.order ?? '')}</p><p style="font-size:1.6rem;color:#1a1b1e">${escapeHtml(total)}</p>
<form method="post"><button>Pay · 支付 ${escapeHtml(total)}</button></form><p>No money moves: this page stands in for Stripe. 此页面代替 Stripe，不会产生真实扣款。</p>
<p><a href="${escapeHtml(session.cancel_url)}">Back to the order · 返回订单</a></p></main></html>`
}
