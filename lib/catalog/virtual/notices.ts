import { type NoticeKind, notifyOrganization } from '@/lib/parties/notifications/notify'
import { CATALOG_KEEPERS } from '@/lib/parties/notifications/recipients'
import { prisma } from '@/lib/platform/db/client'
import type { Reactions } from '@/lib/platform/events'

/** Tells the keepers of a virtual catalog what has become of a version of it. */
async function tellKeepers(kind: NoticeKind, event: { catalogId: string; number: number }): Promise<void> {
  const catalog = await prisma().catalog.findUnique({ where: { id: event.catalogId } })
  if (!catalog) return
  const data = { name: catalog.name, number: String(event.number) }
  await notifyOrganization(catalog.organizationId, CATALOG_KEEPERS, { kind, data, href: `/catalogs/${catalog.id}` })
}

/** Who is told of versions of virtual catalogs, and that what a supplier has just changed waits for consent. */
export const virtualCatalogNotices: Reactions = {
  'virtual-catalog.submitted': (event) => tellKeepers('catalog_submitted', event),
  'virtual-catalog.decided': (event) => tellKeepers(event.state === 'accepted' ? 'catalog_accepted' : 'catalog_sent_back', event),
  'catalog.published': async ({ catalogId, version }) => {
    const held = await prisma().$queryRaw<{ id: string; name: string; organizationId: string; supplier: string; count: number }[]>`
      select c.id, c.name, c.organization_id as "organizationId", s.name as supplier, count(*)::int as count
      from offer o join catalog_entry e on e.offer_id = o.id and e.to_version is null and e.held
      join catalog c on c.id = e.catalog_id join organization s on s.id = o.supplier_id
      where o.catalog_id = ${catalogId}::uuid and o.version = ${version} group by c.id, s.name`
    for (const { id, name, organizationId, supplier, count } of held)
      await notifyOrganization(organizationId, CATALOG_KEEPERS, {
        kind: 'catalog_held',
        data: { name, supplier, count: String(count) },
        href: `/catalogs/${id}`,
      })
  },
}
