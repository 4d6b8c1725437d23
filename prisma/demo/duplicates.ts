import { startDuplicateSearch } from '@/lib/catalog/duplicates/commands/find-duplicates'
import { decideDuplicate } from '@/lib/catalog/duplicates/commands/merge-products'
import { searchDuplicates } from '@/lib/catalog/duplicates/jobs'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { actorFor } from '@/lib/parties/identity/actor'
import { networksWith } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { Random } from '@/lib/platform/random'
import { EURO_RATES } from './catalogs'
import { demoProducts } from './products'
import { writtenAnew } from './same-products'

const DAY = 86_400_000
/** Drills, wrenches and gloves: what the supplier lists in words of its own. */
const CATEGORIES = ['27112700', '27111700', '46181500']
const LINES = 24

/** A supplier that lists what others sell in words of its own, without codes; a buyer has looked for duplicates and joined the first. */
export async function loadDemoDuplicates(networkId: string, now: Date): Promise<void> {
  const chen = await actorFor('chen@suzhou-precision.example')
  const amara = await actorFor('amara@northwind-rail.example')
  if (!chen || !amara) return
  const random = new Random(24)
  const chosen = random.sample(
    demoProducts().filter(({ category }) => CATEGORIES.includes(category)),
    LINES,
  )
  const { id: catalogId } = await createCatalog({ actor: chen, now }, { name: 'Clearance' })
  await publishCatalog(
    { actor: chen, now },
    { catalogId, publications: [{ networkId, startsAt: new Date(now.getTime() - DAY).toISOString() }] },
  )
  await editOffers(
    { actor: chen, now },
    {
      catalogId,
      offers: chosen.map((product, index) => {
        const { name, brand, partNumber, unit, category, attributes } = writtenAnew(product, random, '')
        const price = (product.price * (0.7 + random.next() * 0.25)) / (EURO_RATES[chen.currency] ?? 1)
        return {
          part: `CL-${String(index + 1).padStart(3, '0')}`,
          name,
          brand,
          makerPart: partNumber,
          unit: unit as 'C62',
          category,
          attributes,
          currency: chen.currency,
          breaks: [{ from: '1', price: price.toFixed(2) }],
          priceBase: String(product.priceBase),
          leadTimeDays: 14,
          stock: String(random.int(5, 80)),
        }
      }),
    },
  )
  await indexCatalog(catalogId, null)
  await startDuplicateSearch({ actor: amara, now }, {})
  await searchDuplicates({ organizationId: amara.organizationId, networkIds: networksWith(amara, 'browse') })
  const first = await prisma().duplicateProposal.findFirst({
    where: { organizationId: amara.organizationId, state: 'open' },
    orderBy: [{ score: 'desc' }, { id: 'asc' }],
  })
  if (first) await decideDuplicate({ actor: amara, now }, { proposalId: first.id, decision: 'merge', headId: first.firstId })
}
