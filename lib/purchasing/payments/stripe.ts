import Stripe from 'stripe'
import { env } from '@/lib/platform/env'

/** Secrets of the local stand-in; they open nothing but the demo's own process. */
export const STAND_IN = { secretKey: 'sk_standin_demo', webhookSecret: 'whsec_standin_demo' }

/** Is a payment provider there: Stripe itself, or the demo's stand-in? */
export const cardPayments = (): boolean => Boolean(env().STRIPE_SECRET_KEY) || env().STOA_DEMO

let client: Stripe | undefined

/** Stripe's own SDK; without keys, in the demo, pointed at the stand-in that speaks the same API. */
export function stripe(): Stripe {
  if (client) return client
  const { STRIPE_SECRET_KEY, STRIPE_API_URL, PUBLIC_URL, PORT } = env()
  if (STRIPE_SECRET_KEY && !STRIPE_API_URL) {
    client = new Stripe(STRIPE_SECRET_KEY, { maxNetworkRetries: 2 })
    return client
  }
  const address = new URL(STRIPE_API_URL ?? `http://127.0.0.1:${new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).port || PORT}`)
  client = new Stripe(STRIPE_SECRET_KEY ?? STAND_IN.secretKey, {
    host: address.hostname,
    port: address.port,
    protocol: address.protocol === 'https:' ? 'https' : 'http',
    maxNetworkRetries: 1,
    telemetry: false,
  })
  return client
}

/** What the provider signs with. @throws Error where there is no provider: the stand-in's secret is known to everybody */
export function webhookSecret(): string {
  const { STRIPE_WEBHOOK_SECRET, STOA_DEMO } = env()
  if (STRIPE_WEBHOOK_SECRET) return STRIPE_WEBHOOK_SECRET
  if (!STOA_DEMO) throw new Error('card payments are not set up')
  return STAND_IN.webhookSecret
}

export const publicUrl = (): string => env().PUBLIC_URL ?? `http://localhost:${env().PORT}`
