import { createLandingPage, publishLandingPage, saveLandingPage } from '@/lib/discovery/landing/commands/save-landing-page'
import type { Section } from '@/lib/discovery/landing/schemas'
import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'

/** A page of the hub's for its members: winter work, with the framework catalog, a category and running deals. */
export async function loadDemoLandingPages(networkId: string, now: Date): Promise<void> {
  const hub = await actorFor('hub@meridian-network.example')
  if (!hub) return
  const framework = await prisma().catalog.findFirst({
    where: { organizationId: hub.organizationId, managedBy: 'marketplace', publishedVersion: { not: null } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  })
  const lamps = await prisma().offer.findMany({
    where: { withdrawnAt: null, product: { categoryCode: '39101600' } },
    orderBy: [{ supplierPartNumber: 'asc' }, { id: 'asc' }],
    distinct: ['productId'],
    select: { productId: true },
    take: 4,
  })
  const sections: Section[] = [
    {
      kind: 'text',
      heading: { en: 'Ready for the dark months', zh: '为冬季做好准备' },
      body: {
        en: 'Gloves that keep warm, light that lasts, and what members have agreed together for 2027.',
        zh: '保暖手套、持久照明，以及成员共同约定的 2027 年框架价格。',
      },
    },
    { kind: 'products', heading: { en: 'Light', zh: '照明' }, productIds: lamps.map(({ productId }) => productId) },
    ...(framework ? [{ kind: 'catalog' as const, heading: { en: 'Framework 2027', zh: '2027 年框架协议' }, catalogId: framework.id }] : []),
    { kind: 'deals', heading: { en: 'Buy together', zh: '团购与限时优惠' } },
  ]
  const { id: pageId } = await createLandingPage({ actor: hub, now }, { networkId, name: 'Winter work' })
  await saveLandingPage(
    { actor: hub, now },
    {
      pageId,
      version: 1,
      title: { en: 'Winter work', zh: '冬季作业' },
      intro: { en: 'What track and depot need from November on.', zh: '十一月起线路与车辆段所需物资。' },
      position: 10,
      sections,
    },
  )
  await publishLandingPage({ actor: hub, now }, { pageId, published: true })
}
