import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'
import { answerInvitation } from '@/lib/sourcing/events/commands/participate'
import { createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'

/** Who makes metal parts: the two suppliers among the accounts that the sign-in page lists are asked every time. */
const bidders = [
  'petra@ostrava-fasteners.example',
  'chen@suzhou-precision.example',
  'sales@rhein-schrauben.example',
  'sales@bergamo-utensili.example',
]

const goods = [
  {
    title: 'Hex bolts for the Leipzig workshop',
    item: 'Hex bolt M10 × 50, stainless steel A2',
    quantity: '12000',
    ceiling: '4900.00',
    price: '0.41',
    bidders,
  },
  {
    title: 'Lock nuts for the bogies, half a year',
    item: 'Prevailing torque nut M16, zinc flake',
    quantity: '30000',
    ceiling: '9600.00',
    price: '0.32',
    bidders,
  },
  {
    title: 'Threaded rods, one quarter',
    item: 'Threaded rod M12 × 1000, galvanized',
    quantity: '4000',
    ceiling: '17200.00',
    price: '4.30',
    bidders,
  },
]

const relighting = {
  title: 'Relighting of the Hamburg depot, sealed',
  item: 'LED lamp G13, 18 W, daylight',
  quantity: '1800',
  ceiling: '10200.00',
  price: '5.60',
  bidders: ['sales@volta-electric.example', 'sales@shenzhen-luminary.example', 'sales@brightwire.example'],
}

const footwear = {
  title: 'Safety footwear for the new shift',
  item: 'Safety shoe S3, size 43',
  quantity: '300',
  ceiling: '24000.00',
  price: '72.00',
  bidders: ['sales@guardwell.example', 'sales@nordic-workwear.example', 'sales@atlas-protection.example', 'sales@sentinel-ppe.example'],
}

/** The demo's next auction: published now, opens in two minutes, runs for twelve; its bidders have accepted the terms. */
export async function openDemoAuction(now: Date): Promise<void> {
  const choice = goods[Math.floor(now.getTime() / 1_800_000) % goods.length] as (typeof goods)[number]
  await publish(choice, now, 12, {
    step: { minimum: '0.5', unit: 'percent' },
    guard: '15',
    overtime: { rank: 1, window: 60, extend: 60, limit: 10 },
  })
}

/** One auction with sealed bids, open for a day. */
export const openSealedDemoAuction = (now: Date): Promise<void> =>
  publish(relighting, now, 24 * 60, { format: 'sealed-second', visibility: 'rank', overtime: null })

/** One with a price clock, every hour: falling and rising in turn, twenty seconds a price. */
export const openClockDemoAuction = (now: Date): Promise<void> =>
  publish(footwear, now, null, {
    format: Math.floor(now.getTime() / 3_600_000) % 2 === 0 ? 'japanese-reverse' : 'dutch-reverse',
    step: { minimum: '2', unit: 'percent' },
    interval: 20,
    overtime: null,
  })

type Rules = Pick<Parameters<typeof createEvent>[1], 'format' | 'visibility' | 'step' | 'guard' | 'overtime' | 'interval'>

async function publish(choice: (typeof goods)[number], now: Date, minutes: number | null, rules: Rules): Promise<void> {
  const buyer = await actorFor('lin@northwind-rail.example')
  const network = await prisma().network.findFirst({ where: { name: 'Meridian' } })
  if (!buyer || !network) return
  const bidders = (await Promise.all(choice.bidders.map((email) => actorFor(email)))).filter((actor) => actor !== null)
  const opensAt = new Date(now.getTime() + 120_000)
  const event = await createEvent(
    { actor: buyer, now },
    {
      title: choice.title,
      description: 'Delivery within three weeks, free to the depot.',
      terms: 'Bids are binding for thirty days. Prices include packing and delivery.',
      networkId: network.id,
      currency: 'EUR',
      opensAt: opensAt.toISOString(),
      endsAt: minutes === null ? null : new Date(opensAt.getTime() + minutes * 60_000).toISOString(),
      ...rules,
      lots: [
        {
          title: choice.title,
          ceiling: choice.ceiling,
          reserve: (Number(choice.ceiling) * 0.96).toFixed(2),
          floor: (Number(choice.ceiling) * 0.6).toFixed(2),
          lines: [{ name: choice.item, quantity: choice.quantity, unit: 'C62', lastPrice: choice.price }],
        },
      ],
      invite: bidders.map((actor) => actor.organizationId),
    },
  )
  await publishEvent({ actor: buyer, now }, { eventId: event.id })
  for (const actor of bidders) await answerInvitation({ actor, now }, { eventId: event.id, accept: true })
}
