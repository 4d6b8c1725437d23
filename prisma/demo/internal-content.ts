import { editInternalContent } from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { actorFor } from '@/lib/parties/identity/actor'
import { prisma } from '@/lib/platform/db/client'

/** A buyer says of a glove where it is worn, and the hub of a helmet what it has been tested for. */
export async function loadDemoEnrichments(now: Date): Promise<void> {
  for (const [email, category, note, attributes] of [
    [
      'amara@northwind-rail.example',
      '46181500',
      { en: 'For work on the track and in the depot. Not for hot parts.', zh: '用于线路和车辆段作业，不得接触高温部件。' },
      [{ name: 'Depot shelf', value: 'B 12' }],
    ],
    [
      'hub@meridian-network.example',
      '46181700',
      { en: 'Tested for members by the hub, report 2026-114.', zh: '枢纽已为成员完成检测，报告编号 2026-114。' },
      [{ name: 'Standard', value: 'EN 397' }],
    ],
  ] as const) {
    const actor = await actorFor(email)
    const offer = await prisma().offer.findFirst({
      where: { withdrawnAt: null, product: { categoryCode: category } },
      orderBy: [{ supplierPartNumber: 'asc' }, { id: 'asc' }],
      select: { productId: true },
    })
    if (actor && offer)
      await editInternalContent({ actor, now }, { productId: offer.productId, note, attributes: attributes.map((each) => ({ ...each })) })
  }
}
