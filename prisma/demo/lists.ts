import { saveComparison } from '@/lib/discovery/comparison/commands/save-comparison'
import { actorFor } from '@/lib/parties/identity/actor'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { addRows, createList } from '@/lib/purchasing/lists/commands/save-list'
import { saveInternalItem } from '@/lib/purchasing/requisitions/commands/answer'
import { requestItem, requestText } from '@/lib/purchasing/requisitions/commands/request'
import { startAllocation } from '@/lib/sourcing/allocation/commands/search-allocation'
import { searchAllocation } from '@/lib/sourcing/allocation/jobs'

/** Items of the company's own store, and what people ask purchasers for. */
async function loadDemoRequests(purchaser: Actor, now: Date): Promise<void> {
  const tomas = await actorFor('tomas@northwind-rail.example')
  const as = { actor: purchaser, now }
  for (const [number, name, unit, place] of [
    ['IN-100', 'Workwear jacket, company logo', 'C62', 'Store Leipzig, shelf 4'],
    ['IN-110', 'Safety helmet with company logo', 'C62', 'Store Leipzig, shelf 2'],
    ['IN-210', 'Forklift with driver, half a day', 'E48', 'Yard office'],
    ['IN-300', 'Used pallet cage', 'C62', 'Yard, bay 7'],
  ] as const)
    await saveInternalItem(as, { number, name, unit, place })
  const helmet = await prisma().internalItem.findFirst({ where: { organizationId: purchaser.organizationId, number: 'IN-110' } })
  if (!tomas || !helmet) return
  await requestItem({ actor: tomas, now }, { itemId: helmet.id, quantity: '3', note: 'For the visitors on Friday' })
  await requestText({ actor: tomas, now }, { text: 'gloves for working with sheet metal, size 9', quantity: '20', unit: 'PR' })
  await requestText({ actor: tomas, now }, { text: 'a lamp that fits the old signal boxes', quantity: '4', unit: 'C62', note: 'E14, warm' })
}

/** Lamps compared by what they cost over five years, power included. */
async function saveDemoComparison(as: { actor: Actor; now: Date }): Promise<void> {
  const lamps = await prisma().$queryRaw<{ id: string }[]>`
    select distinct on (p.attributes->1->>'value') p.id from product p
    where p.category_code = '39101600' and p.attributes->0->>'value' = 'E27' and exists (select 1 from offer o where o.product_id = p.id)
    order by p.attributes->1->>'value', p.part_number limit 4`
  await saveComparison(as, {
    name: 'Lamps for the depot, five years',
    spec: {
      productIds: lamps.map(({ id }) => id),
      quantity: '40',
      years: '5',
      interest: '4',
      formula: 'power / 1000 * hours * years * energy',
    },
  })
}

/** What a depot wants for a week, as thirty lines, with the splits that were found for it; and a list with questions left. */
export async function loadDemoBuyingLists(now: Date): Promise<void> {
  const actor = await actorFor('lin@northwind-rail.example')
  if (!actor) return
  const products = await prisma().$queryRaw<{ part: string }[]>`
    select p.part_number as part from product p join offer o on o.product_id = p.id
    where p.part_number is not null and o.withdrawn_at is null and o.maximum is null
    group by p.id having count(distinct o.supplier_id) >= 3 order by md5(p.part_number) limit 30`
  const as = { actor, now }
  await saveDemoComparison(as)
  await loadDemoRequests(actor, now)
  const depot = await createList(as, { name: 'Depot Leipzig, December' })
  await addRows(as, { listId: depot.id, rows: products.map(({ part }, index) => [part, String(20 + ((index * 37) % 160))]) })
  const split = await startAllocation(as, { listId: depot.id, options: { suppliers: 12 } })
  await searchAllocation({ allocationId: split.id })
  const asked = await createList(as, { name: 'Asked for by the workshop' })
  const rows = [
    ['hex bolt M8 x 40', '300'],
    ['copy paper A4', '20'],
    ['safety helmet', '12'],
    ['left-handed smoke shifter', '1'],
  ]
  await addRows(as, { listId: asked.id, rows })
}
