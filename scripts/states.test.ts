import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { versionLifecycle } from '@/lib/catalog/virtual/states'
import { despatchAdviceLifecycle, goodsReceiptLifecycle, orderResponseLifecycle } from '@/lib/purchasing/fulfilment/states'
import { orderLifecycle } from '@/lib/purchasing/orders/states'
import { requisitionLifecycle } from '@/lib/purchasing/requisitions/states'

type Table = Record<string, Record<string, { by: string; to: readonly string[] } | undefined>>

/** A lifecycle as a Mermaid state diagram, one arrow for each state that a step can lead to. */
function draw(lifecycle: Table): string {
  const [first = ''] = Object.keys(lifecycle)
  const arrows = Object.entries(lifecycle).flatMap(([from, steps]) =>
    Object.entries(steps).flatMap(([step, transition]) =>
      (transition?.to ?? []).map((to) => `    ${from} --> ${to}: ${step} (${transition?.by})`),
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
  Requisition: requisitionLifecycle,
  'Version of a virtual catalog': versionLifecycle,
}

test('docs/states.md draws every lifecycle as its table says', () => {
  const drawn = readFileSync(fileURLToPath(new URL('../docs/states.md', import.meta.url)), 'utf8')
  const sections = Object.entries(lifecycles).map(([name, table]) => `## ${name}\n${draw(table)}\n`)
  for (const section of sections) expect(drawn).toContain(section)
})
