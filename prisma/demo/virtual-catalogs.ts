import { mapCategories, mapUnit, saveInternalCategories } from '@/lib/catalog/mapping/commands/map'
import { checkVersion, submitVersion } from '@/lib/catalog/virtual/commands/move-version'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog, saveItem } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { listDraft, ownVirtualCatalog } from '@/lib/catalog/virtual/queries'
import type { Selection } from '@/lib/catalog/virtual/schemas'
import { actorFor } from '@/lib/parties/identity/actor'
import { limitMember } from '@/lib/parties/identity/commands/limit-member'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'

/**
 * A railway's catalog of track fasteners with its own numbers, one of office goods that is still a draft, a special catalog of
 * the hub's for two members, and a colleague who sees no more than what such catalogs hold.
 */
export async function loadDemoVirtualCatalogs(organizations: Map<string, string>, now: Date): Promise<void> {
  const [amara, hub] = await Promise.all(
    ['amara@northwind-rail.example', 'hub@meridian-network.example'].map(async (email) => (await actorFor(email)) as Actor),
  )
  if (!amara || !hub) return
  const suppliers = (...slugs: string[]) => slugs.map((slug) => organizations.get(slug) as string)
  const track = await make(
    amara,
    'Track and depot',
    {
      rules: [
        { category: '31160000', supplierIds: suppliers('ostrava-fasteners', 'rhein-schrauben', 'suzhou-precision') },
        { category: '46180000', leadTimeDays: 7 },
      ],
      exclusions: [{ minimumPrice: '500' }],
    },
    [],
    now,
  )
  const { entries } = await listDraft(
    { actor: amara, db: prisma(), now },
    await ownVirtualCatalog({ actor: amara, db: prisma(), now }, track),
    { take: 8 },
  )
  for (const [index, { offerId }] of entries.entries())
    await saveItem(
      { actor: amara, now },
      {
        catalogId: track,
        offerId,
        buyerPartNumber: `NR-${String(4100 + index * 7)}`,
        preferred: index % 3 === 0,
        blocked: index === 7,
        approval: index === 2,
        discount: index === 4 ? '5' : null,
      },
    )
  await publishVirtualCatalog({ actor: amara, now }, { catalogId: track, expected: 1 })
  await submitOffice(amara, now)
  await mapForNorthwind(amara, now)
  await make(
    hub,
    'Framework 2027: protective gear',
    {
      rules: [{ category: '46180000' }],
      quality: [{ priceWithin: '25' }, { category: '46181500', attributes: ['Size'], units: ['PR', 'XBX'] }],
    },
    suppliers('northwind-rail', 'harbour-foods'),
    now,
  )
  const member = await prisma().membership.findFirst({ where: { user: { email: 'jonas@northwind-rail.example' } } })
  if (member) await limitMember({ actor: amara, now }, { membershipId: member.id, catalogsOnly: true })
}

/** A catalog whose first version waits for a second person. */
async function submitOffice(amara: Actor, now: Date): Promise<void> {
  const as = { actor: amara, now }
  const { id } = await createVirtualCatalog(as, { name: 'Office' })
  await describeVirtualCatalog(as, {
    catalogId: id,
    name: 'Office',
    selection: { rules: [{ category: '44120000', maximumPrice: '20' }] },
    needsSecond: true,
    contentPolicy: 'ask',
  })
  const { number } = await checkVersion(as, { catalogId: id })
  await submitVersion(as, { catalogId: id, number })
}

/** The railway's material groups, mapped to the upper branches of the tree; two are left to be said. */
async function mapForNorthwind(actor: Actor, now: Date): Promise<void> {
  await saveInternalCategories(
    { actor, now },
    {
      lines:
        'M10 Fasteners\nM20 Protection of people\nM30 Tools\nM40 Office\nM50 Electrical\nM60 Cleaning agents\nM70 Laboratory glassware',
    },
  )
  const own = await prisma().internalCategory.findMany({ where: { organizationId: actor.organizationId } })
  const mappings = Object.entries({ M10: '31000000', M20: '46000000', M30: '27000000', M40: '44000000', M50: '39000000' }).map(
    ([code, category]) => ({
      category,
      internalCategoryId: own.find((each) => each.code === code)?.id ?? null,
    }),
  )
  await mapCategories({ actor, now }, { mappings })
  await mapUnit({ actor, now }, { unit: 'PR', internalUnit: 'C62', factor: '2' })
}

type Rules = { [Key in keyof Selection]?: Partial<Selection[Key][number]>[] }

async function make(actor: Actor, name: string, selection: Rules, audience: string[], now: Date): Promise<string> {
  const { id } = await createVirtualCatalog({ actor, now }, { name })
  await describeVirtualCatalog({ actor, now }, { catalogId: id, name, selection, audience: { organizationIds: audience }, priceRise: '8' })
  await publishVirtualCatalog({ actor, now }, { catalogId: id, expected: null })
  return id
}
