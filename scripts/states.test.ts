import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { versionLifecycle } from '@/lib/catalog/virtual/states'
import { membershipLifecycle } from '@/lib/parties/network/states'
import { dealLifecycle } from '@/lib/pricing/deals/states'
import { catalogPricesLifecycle, contractLifecycle, priceListLifecycle } from '@/lib/pricing/price-lists/states'
import { despatchAdviceLifecycle, goodsReceiptLifecycle, orderResponseLifecycle } from '@/lib/purchasing/fulfilment/states'
import { orderClosingLifecycle, orderLifecycle } from '@/lib/purchasing/orders/states'
import { paymentLifecycle } from '@/lib/purchasing/payments/states'
import { requisitionLifecycle } from '@/lib/purchasing/requisitions/states'
import { eventLifecycle } from '@/lib/sourcing/events/states'

type Table = Record<string, Record<string, { by: string | readonly string[]; to: readonly string[] } | undefined>>

/** A lifecycle as a Mermaid state diagram, one arrow for each state that a step can lead to. */
function draw(lifecycle: Table): string {
  const [first = ''] = Object.keys(lifecycle)
  const arrows = Object.entries(lifecycle).flatMap(([from, steps]) =>
    Object.entries(steps).flatMap(([step, transition]) =>
      (transition?.to ?? []).map((to) => `    ${from} --> ${to}: ${step} (${[transition?.by].flat().join(', ')})`),
    ),
  )
  const ends = Object.entries(lifecycle).flatMap(([state, steps]) => (Object.keys(steps).length === 0 ? [`    ${state} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', `    [*] --> ${first}`, ...arrows, ...ends, '```'].join('\n')
}

const lifecycles: Record<string, Table> = {
  Order: orderLifecycle,
  'Order response': orderResponseLifecycle,
  'Despatch advice': despatchAdviceLifecycle,
  'Goods receipt': goodsReceiptLifecycle,
  'Closing of the rest of an order': orderClosingLifecycle,
  Requisition: requisitionLifecycle,
  Payment: paymentLifecycle,
  'Version of a virtual catalog': versionLifecycle,
  'Price list of a supplier': priceListLifecycle,
  Contract: contractLifecycle,
  'Prices of a virtual catalog': catalogPricesLifecycle,
  Deal: dealLifecycle,
  'Sourcing event': eventLifecycle,
  'Membership of a network': membershipLifecycle,
}

test('docs/states.md draws every lifecycle as its table says', () => {
  const drawn = readFileSync(fileURLToPath(new URL('../docs/states.md', import.meta.url)), 'utf8')
  const sections = Object.entries(lifecycles).map(([name, table]) => `## ${name}\n${draw(table)}\n`)
  for (const section of sections) expect(drawn).toContain(section)
})

test.each(Object.entries(lifecycles))(
  '%s: every step leads to a state of the table, and every state can be come into',
  (_name, lifecycle) => {
    const states = Object.keys(lifecycle)
    const reached = Object.values(lifecycle).flatMap((steps) => Object.values(steps).flatMap((transition) => transition?.to ?? []))
    expect(states).toEqual(expect.arrayContaining(reached))
    const beginnings = states.filter((state) => !reached.includes(state))
    // An invitation comes from outside its membership; a supplier's own list is never proposed, nor declined.
    expect(beginnings.filter((state) => state !== states[0])).toEqual(lifecycle === priceListLifecycle ? ['proposed', 'declined'] : [])
  },
)
