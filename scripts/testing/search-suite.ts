import { beforeAll, describe, expect, test } from 'vitest'
import { mergeProducts } from '@/lib/catalog/duplicates/commands/merge-products'
import { setAvailability } from '@/lib/catalog/offers/commands/set-availability'
import { publishVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog, saveItem } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { indexCatalog, searchReactions } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { limitMember } from '@/lib/parties/identity/commands/limit-member'
import { decideMembership } from '@/lib/parties/network/commands/manage-network'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { createPriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { content, makeWorld, offerId, publish, reading, renewed, type World } from './world'

/** A search engine under test, in a world with offers of two suppliers. */
class Suite {
  world!: World
  catalogId = ''

  /** @param settled waits until the engine knows what was published */
  constructor(readonly settled: () => Promise<void>) {}

  async publish(): Promise<void> {
    this.world = await makeWorld()
    const bolt = (size: string) => ({
      name: { en: `Hex bolt ${size} × 40`, zh: `六角螺栓 ${size}×40` },
      brand: 'Tenax',
      makerPart: `T-${size}`,
    })
    this.catalogId = await publish(this.world, this.world.supplier, [
      content('BOLT-8', '10.00', { ...bolt('M8'), attributes: [{ name: 'Material', value: 'steel' }] }),
      content('BOLT-10', '12.00', { ...bolt('M10'), attributes: [{ name: 'Material', value: 'brass' }], leadTimeDays: 9, stock: '0' }),
      content('GLOVE', '3.00', { name: { en: 'Nitrile glove', zh: '丁腈手套' }, gtin: '4006381333931' }),
    ])
    await publish(this.world, this.world.rival, [
      content('R-8', '9.00', bolt('M8')),
      content('R-NUT', '1.00', { name: { en: 'Hex nut M8', zh: '六角螺母' }, brand: 'Kordel' }),
      content('R-CAP', '0.50', { name: { en: 'Cap for bolts M8 × 40' } }),
      content('QX-4711/22-A', '7.00', { name: { en: '不锈钢六角扳手' } }),
      content('CABLE', '8.00', { name: { en: 'Cable 4x2.5 mm²' } }),
    ])
    await this.settled()
  }

  page = async (params: Record<string, string | string[]>, actor: Actor = this.world.buyer) =>
    searchProducts(reading(await renewed(actor)), searchParams.parse(params))

  names = async (params: Record<string, string | string[]>, actor?: Actor) => {
    const found = await this.page(params, actor)
    expect(found.total).toBe(found.products.length)
    return found.products.map(({ name }) => name.en)
  }

  sorted = async (...asked: Parameters<Suite['names']>) => (await this.names(...asked)).sort()
}

/** What every search engine has to find, count, sort and price, whoever asks. The same for all of them. */
export function searchSuite(engine: string, settled: () => Promise<void>): void {
  const suite = new Suite(settled)
  describe(`search by ${engine}`, () => {
    beforeAll(() => suite.publish())
    questions(suite)
    prices(suite)
    catalogs(suite)
    changes(suite)
  })
}

/** What a question finds, counts and sorts. */
function questions(suite: Suite): void {
  const { page, names, sorted } = suite
  test('words, beginnings, slips, Chinese, codes', async () => {
    const bolts = ['Hex bolt M10 × 40', 'Hex bolt M8 × 40']
    for (const q of ['hex bolt', 'hex bol', '六角螺栓', 'TENAX hex']) expect(await sorted({ q }), q).toEqual(bolts)
    expect(await sorted({ q: 'hxe bolt' })).toEqual(bolts)
    expect(await names({ q: 'hex bolt m8 x 40' })).toEqual(['Hex bolt M8 × 40'])
    expect(await names({ q: '4006381333931' })).toEqual(['Nitrile glove'])
    expect(await names({ q: 'R-NUT' })).toEqual(['Hex nut M8'])
    expect(await names({ q: '手套' })).toEqual(['Nitrile glove'])
    expect(await names({ q: 'no such thing' })).toEqual([])
    expect(await sorted({})).toHaveLength(7)
  })

  test('measures with any sign between them, numbers with or without signs, Chinese in whatever field, by its words', async () => {
    for (const q of ['M8x40', 'M8 X 40', 'M8×40', 'm8 40'])
      expect(await sorted({ q }), q).toEqual(['Cap for bolts M8 × 40', 'Hex bolt M8 × 40'])
    for (const q of ['4×2.5', '4 x 2.5', 'cable 4x2.5']) expect(await names({ q }), q).toEqual(['Cable 4x2.5 mm²'])
    for (const q of ['QX-4711/22-A', 'QX4711/22A', 'qx471122a', 'QX 4711 22A', 'QX4711', '不锈钢扳手', '不锈钢六角扳手', '扳手'])
      expect(await names({ q }), q).toEqual(['不锈钢六角扳手'])
    expect(await names({ q: 'T/M10' })).toEqual(['Hex bolt M10 × 40'])
  })

  test('a question of signs, of joining words or longer than any name does not find everything', async () => {
    for (const q of ['🔩', '-', '%', 'x'.repeat(400), 'no such thing '.repeat(40)]) expect(await names({ q }), q).toEqual([])
    expect(await names({ q: 'the of' })).toEqual([])
  })

  test('filters, and counts that leave out their own filter', async () => {
    const found = await page({ q: 'hex', brand: 'Tenax', attr: 'Material=brass' })
    expect(found.products.map(({ name }) => name.en)).toEqual(['Hex bolt M10 × 40'])
    expect(found.facets.brand.map(({ value, count }) => [value, count])).toEqual([['Tenax', 1]])
    expect(found.facets.attribute).toEqual([
      { value: 'Material=brass', count: 1 },
      { value: 'Material=steel', count: 1 },
    ])
    const all = await page({ q: 'hex' })
    expect(all.facets.brand.map(({ value, count }) => [value, count])).toEqual([
      ['Tenax', 2],
      ['Kordel', 1],
    ])
    expect(all.facets.supplier.map(({ count }) => count).sort()).toEqual([2, 2])
    expect([all.total, all.facets.stock, all.facets.price]).toEqual([3, 2, { min: '1.000000', max: '12.000000' }])
    expect(await sorted({ q: 'hex', stock: '1' })).toEqual(['Hex bolt M8 × 40', 'Hex nut M8'])
    expect(await sorted({ q: 'hex', max: '9' })).toEqual(['Hex bolt M8 × 40', 'Hex nut M8'])
    expect(await sorted({ q: 'hex', lead: '5' })).toEqual(['Hex bolt M8 × 40', 'Hex nut M8'])
  })

  test('pages and orders', async () => {
    expect(await names({ q: 'hex', sort: 'price' })).toEqual(['Hex nut M8', 'Hex bolt M8 × 40', 'Hex bolt M10 × 40'])
    expect(await names({ q: 'hex', sort: 'price_desc' })).toEqual(['Hex bolt M10 × 40', 'Hex bolt M8 × 40', 'Hex nut M8'])
    const second = await searchProducts(reading(suite.world.buyer), searchParams.parse({ q: 'hex', sort: 'price', page: '2' }), 2)
    expect([second.total, second.products.map(({ name }) => name.en)]).toEqual([3, ['Hex bolt M10 × 40']])
  })
}

/** Who sees what, at which prices. */
function prices(suite: Suite): void {
  const { page, names } = suite
  test('nobody outside the network finds, counts or learns anything', async () => {
    const found = await page({ q: 'hex' }, suite.world.outsider)
    expect([found.total, found.products, found.facets.brand, found.facets.price]).toEqual([0, [], [], null])
  })

  test('contract prices sort, filter and show for who has them alone', async () => {
    const { id } = await createPriceList(
      { actor: suite.world.buyer },
      { kind: 'contract', name: 'Frame', partnerId: suite.world.supplier.organizationId },
    )
    await savePrices(
      { actor: suite.world.buyer },
      { listId: id, entries: [{ offerId: await offerId(suite.world.supplier, 'BOLT-10'), price: '0.70' }] },
    )
    await advancePriceList({ actor: suite.world.buyer }, { listId: id, step: 'propose' })
    await advancePriceList({ actor: suite.world.supplier }, { listId: id, step: 'accept' })
    const found = await page({ q: 'hex', sort: 'price' })
    expect(found.products.map(({ name, best }) => [name.en, best?.unitPrice])).toEqual([
      ['Hex bolt M10 × 40', '0.7'],
      ['Hex nut M8', '1'],
      ['Hex bolt M8 × 40', '9'],
    ])
    expect(found.facets.price?.min).toMatch(/^0\.70*$/)
    expect(await names({ q: 'hex', min: '0.7', max: '0.7' })).toEqual(['Hex bolt M10 × 40'])
  })
}

/** What catalogs and merges of one's own change. */
function catalogs(suite: Suite): void {
  const { page, names, sorted } = suite
  test('catalogs: what one holds, what it blocks, own numbers, and users who find nothing else', async () => {
    const as = { actor: suite.world.buyer }
    const { id } = await createVirtualCatalog(as, { name: 'Ours' })
    await describeVirtualCatalog(as, {
      catalogId: id,
      name: 'Ours',
      selection: { rules: [{ supplierIds: [suite.world.supplier.organizationId] }] },
    })
    await saveItem(as, { catalogId: id, offerId: await offerId(suite.world.supplier, 'BOLT-8'), buyerPartNumber: 'NRC-77' })
    await saveItem(as, { catalogId: id, offerId: await offerId(suite.world.supplier, 'GLOVE'), blocked: true })
    await publishVirtualCatalog(as, { catalogId: id, expected: null })
    expect(await sorted({ q: 'hex', catalog: id })).toEqual(['Hex bolt M10 × 40', 'Hex bolt M8 × 40'])
    expect(await names({ q: 'NRC-7' })).toEqual(['Hex bolt M8 × 40'])
    expect(await names({ q: 'glove' })).toEqual([])
    const { id: membershipId } = await prisma().membership.findFirstOrThrow({ where: { userId: suite.world.requester.userId } })
    await limitMember(as, { membershipId, catalogsOnly: true })
    expect(await sorted({ q: 'hex' }, suite.world.requester)).toEqual(['Hex bolt M10 × 40', 'Hex bolt M8 × 40'])
    await limitMember(as, { membershipId, catalogsOnly: false })
  })

  test('joined products are one', async () => {
    const productOf = async (actor: Actor, part: string) =>
      (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(actor, part) } })).productId
    const [headId, other] = [await productOf(suite.world.supplier, 'BOLT-8'), await productOf(suite.world.rival, 'R-CAP')]
    expect(await sorted({ q: 'm8 40' })).toEqual(['Cap for bolts M8 × 40', 'Hex bolt M8 × 40'])
    await mergeProducts({ actor: await renewed(suite.world.buyer) }, { headId, productIds: [other] })
    const found = await page({ q: 'm8 40' })
    expect([found.total, found.products.map(({ name, offers }) => [name.en, offers])]).toEqual([1, [['Hex bolt M8 × 40', 3]]])
  })
}

/** What changes between versions is found at once. */
function changes(suite: Suite): void {
  const { names, sorted } = suite
  test('stock and lead time between versions are found at once', async () => {
    await setAvailability({ actor: suite.world.supplier }, { catalogId: suite.catalogId, lines: [{ part: 'BOLT-10', stock: '5' }] })
    await searchReactions['catalog.availability-changed']?.({ type: 'catalog.availability-changed', catalogId: suite.catalogId })
    expect(await sorted({ q: 'hex', stock: '1' })).toContain('Hex bolt M10 × 40')
  })

  test('a suspended supplier’s offers are gone, and come back', async () => {
    const { id: membershipId } = await prisma().networkMembership.findFirstOrThrow({
      where: { organizationId: suite.world.rival.organizationId },
    })
    await decideMembership({ actor: suite.world.operator }, { membershipId, step: 'suspend' })
    await searchReactions['access.changed']?.({ type: 'access.changed', organizationId: suite.world.rival.organizationId })
    await suite.settled()
    expect(await names({ q: 'hex nut' })).toEqual([])
    await decideMembership({ actor: suite.world.operator }, { membershipId, step: 'reinstate' })
    await searchReactions['access.changed']?.({ type: 'access.changed', organizationId: suite.world.rival.organizationId })
    await suite.settled()
    expect(await names({ q: 'hex nut' })).toEqual(['Hex nut M8'])
    await indexCatalog(suite.catalogId, null)
  })
}
