import { beforeAll, describe, expect, test } from 'vitest'
import { ownNotes } from '@/lib/catalog/internal-content/queries'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { limitMember } from '@/lib/parties/identity/commands/limit-member'
import { decideMembership } from '@/lib/parties/network/commands/manage-network'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import { getCart } from '@/lib/purchasing/cart/queries'
import { browsing, content, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { importItems } from './commands/import-items'
import { publishVirtualCatalog, rollBackVirtualCatalog } from './commands/publish-virtual-catalog'
import { createVirtualCatalog, describeVirtualCatalog, pickOffer, removeVirtualCatalog, saveItem } from './commands/save-virtual-catalog'
import { draftCounts, getVirtualCatalog, listDraft, ownVirtualCatalog, reachingCatalogs } from './queries'
import type { CatalogAudience, Selection } from './schemas'
import { compareVersions } from './version-queries'
import { draftSheet } from './workbook'

let world: World
let supplierCatalog: string
beforeAll(async () => {
  world = await makeWorld()
  const product = { brand: 'Tenax', makerPart: 'T-1' }
  supplierCatalog = await publish(world, world.supplier, [
    content('BOLT', '10.00', { name: { en: 'Hex bolt' }, ...product, leadTimeDays: 3 }),
    content('NUT', '2.00', { name: { en: 'Hex nut' }, brand: 'Kordel', makerPart: 'K-1', leadTimeDays: 9 }),
    content('PIN', '5.00', { name: { en: 'Split pin' } }),
  ])
  await publish(world, world.rival, [content('R-BOLT', '9.00', { name: { en: 'Hex bolt' }, ...product })])
  const { id: membershipId } = await prisma().membership.findFirstOrThrow({ where: { userId: world.requester.userId } })
  await limitMember({ actor: world.buyer }, { membershipId, catalogsOnly: true })
  world.requester = await renewed(world.requester)
})

const as = (actor: Actor = world.buyer) => ({ actor })
const rule = (changes: Partial<Selection['rules'][number]> = {}) => changes
const found = async (actor: Actor, params: Record<string, string> = {}) => {
  const page = await searchProducts(reading(actor), searchParams.parse(params))
  expect(page.total).toBe(page.products.length)
  return page.products.map(({ name, best }) => [name.en, best?.supplierPartNumber]).sort()
}

const everything = [
  ['Hex bolt', 'R-BOLT'],
  ['Hex nut', 'NUT'],
  ['Split pin', 'PIN'],
]

/** A catalog of the buyer's with these rules, published. */
async function published(
  selection: Partial<Record<keyof Selection, ReturnType<typeof rule>[]>>,
  audience: Partial<CatalogAudience> = {},
  actor = world.buyer,
) {
  const { id } = await createVirtualCatalog(as(actor), { name: 'Ours' })
  await describeVirtualCatalog(as(actor), { catalogId: id, name: 'Ours', selection, audience })
  await publishVirtualCatalog(as(actor), { catalogId: id, expected: null })
  return id
}

/** Shows nothing any more. */
async function emptied(catalogId: string, actor = world.buyer) {
  const { publishedVersion, name } = await getVirtualCatalog(reading(actor), catalogId)
  await describeVirtualCatalog(as(actor), { catalogId, name, selection: {}, audience: {} })
  await prisma().catalogItem.deleteMany({ where: { catalogId } })
  await publishVirtualCatalog(as(actor), { catalogId, expected: publishedVersion })
}

const own = (catalogId: string) => ownVirtualCatalog(reading(world.buyer), catalogId)
const parts = async (catalogId: string) =>
  (await listDraft(reading(world.buyer), await own(catalogId))).entries.filter(({ inside }) => inside).map(({ part }) => part)

describe('selection', () => {
  test('by supplier, category, brand, price and lead time; rules add up, exclusions take away, picks come on top', async () => {
    const { id } = await createVirtualCatalog(as(), { name: 'Draft' })
    const select = async (selection: Parameters<typeof describeVirtualCatalog>[1]['selection']) => {
      await describeVirtualCatalog(as(), { catalogId: id, name: 'Draft', selection })
      return parts(id)
    }
    expect(await select({})).toEqual([])
    expect(await select({ rules: [rule()] })).toEqual(['BOLT', 'NUT', 'PIN', 'R-BOLT'])
    expect(await select({ rules: [rule({ supplierIds: [world.rival.organizationId] })] })).toEqual(['R-BOLT'])
    expect(await select({ rules: [rule({ brands: ['tenax'], maximumPrice: '9.5' })] })).toEqual(['R-BOLT'])
    expect(await select({ rules: [rule({ brands: ['Tenax'] }), rule({ maximumPrice: '2' })] })).toEqual(['BOLT', 'NUT', 'R-BOLT'])
    expect(await select({ rules: [rule()], exclusions: [rule({ leadTimeDays: 4 }), rule({ brands: ['Kordel'] })] })).not.toContain('BOLT')
    // a rule that contradicts itself is refused by its field, one that matches nothing selects nothing
    await expect(select({ rules: [{ minimumPrice: '5', maximumPrice: '4' }] })).rejects.toMatchObject({
      options: { fields: [{ field: 'selection.rules.0.maximumPrice', reason: 'below_minimum' }] },
    })
    expect(await select({ rules: [rule({ brands: ['Nobody'] })] })).toEqual([])
    await pickOffer(as(), { catalogId: id, offerId: await offerId(world.supplier, 'PIN') })
    expect(await parts(id)).toEqual(['PIN'])
    expect(await select({ rules: [rule()], exclusions: [rule()] })).toEqual(['PIN'])
    await removeVirtualCatalog(as(), { catalogId: id })
  })
})

describe('who sees what', () => {
  test('a limited user finds, opens and buys what a catalog that reaches it holds, and nothing else', async () => {
    expect(await found(world.requester)).toEqual([])
    expect(await found(world.buyer)).toEqual(everything)
    const id = await published({ rules: [rule({ brands: ['Kordel'] })] })
    expect(await found(world.requester)).toEqual([['Hex nut', 'NUT']])
    expect(await found(world.requester, { q: 'hex' })).toEqual([['Hex nut', 'NUT']])
    expect(await found(world.requester, { q: 'split' })).toEqual([])
    await addToCart(as(world.requester), { offerId: await offerId(world.supplier, 'NUT'), quantity: '1' })
    await expect(addToCart(as(world.requester), { offerId: await offerId(world.supplier, 'PIN'), quantity: '1' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await found(world.buyer, { catalog: id })).toEqual([['Hex nut', 'NUT']])
    expect(await found(world.outsider, { catalog: id })).toEqual([])
    await emptied(id)
    expect((await getCart(reading(world.requester))).lines[0]?.change?.kind).toBe('withdrawn')
    await prisma().cartLine.deleteMany()
  })

  test('an audience narrows it to users; a catalog of the marketplace reaches the organizations that it names', async () => {
    const own = await published({ rules: [rule({ brands: ['Kordel'] })] }, { userIds: [world.buyer.userId] })
    expect(await found(world.requester)).toEqual([])
    expect((await reachingCatalogs(reading(world.buyer))).map(({ id }) => id)).toContain(own)
    await expect(
      describeVirtualCatalog(as(), { catalogId: own, name: 'x', selection: {}, audience: { userIds: [world.outsider.userId] } }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const operator = await browsing(world.networkId, world.operator)
    const special = await published({ rules: [rule({ maximumPrice: '5' })] }, { organizationIds: [world.buyer.organizationId] }, operator)
    expect(await found(world.requester)).toEqual([
      ['Hex nut', 'NUT'],
      ['Split pin', 'PIN'],
    ])
    expect(await reachingCatalogs(reading(world.outsider))).toEqual([])
    await emptied(own)
    await emptied(special, operator)
    await expect(getVirtualCatalog(reading(world.buyer), special)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('own numbers are found, preferred offers come first, blocked ones cannot be bought, by nobody whom the catalog reaches', async () => {
    const id = await published({ rules: [rule({ brands: ['Tenax'] })] })
    const [bolt, cheaper] = [await offerId(world.supplier, 'BOLT'), await offerId(world.rival, 'R-BOLT')]
    await saveItem(as(), { catalogId: id, offerId: bolt, preferred: true, buyerPartNumber: 'NR-4711', buyerName: 'Track bolt' })
    expect(await found(world.requester)).toEqual([['Hex bolt', 'R-BOLT']])
    await publishVirtualCatalog(as(), { catalogId: id, expected: 1 })
    expect(await found(world.requester)).toEqual([['Hex bolt', 'BOLT']])
    expect(await found(world.buyer, { q: 'nr-47' })).toEqual([['Hex bolt', 'BOLT']])
    expect(await found(world.outsider, { q: 'nr-47' })).toEqual([])
    await saveItem(as(), { catalogId: id, offerId: cheaper, blocked: true })
    await publishVirtualCatalog(as(), { catalogId: id, expected: 2 })
    const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: bolt } })
    const quotes = (await quoteProducts(reading(world.buyer), [productId])).get(productId) ?? []
    expect(
      quotes.map(({ supplierPartNumber, buyerPartNumber, buyerName, preferred, catalogs }) => [
        supplierPartNumber,
        buyerPartNumber,
        buyerName,
        preferred,
        catalogs,
      ]),
    ).toEqual([['BOLT', 'NR-4711', 'Track bolt', true, ['Ours']]])
    await expect(addToCart(as(), { offerId: cheaper, quantity: '1' })).rejects.toMatchObject({ code: 'not_found' })
    await emptied(id)
    expect(await found(world.buyer)).toEqual(everything)
  })

  test('a supplier that is suspended leaves with its offers, and comes back with them', async () => {
    const id = await published({ rules: [rule({ brands: ['Kordel'] })] })
    const { id: membershipId } = await prisma().networkMembership.findFirstOrThrow({
      where: { organizationId: world.supplier.organizationId },
    })
    await decideMembership(as(world.operator), { membershipId, step: 'suspend' })
    await indexCatalog(supplierCatalog, null)
    expect(await found(world.requester)).toEqual([])
    await decideMembership(as(world.operator), { membershipId, step: 'reinstate' })
    await indexCatalog(supplierCatalog, null)
    expect(await found(world.requester)).toEqual([['Hex nut', 'NUT']])
    await emptied(id)
  })
})

describe('versions', () => {
  test('are compared and rolled back; of two who publish at once one is told', async () => {
    const id = await published({ rules: [rule({ brands: ['Kordel'] })] })
    await describeVirtualCatalog(as(), { catalogId: id, name: 'Ours', selection: { rules: [rule({ brands: ['Tenax'] })] } })
    expect(await draftCounts(reading(world.buyer), await own(id))).toEqual({ total: 2, added: 2, removed: 1, changed: 0 })
    expect(await found(world.requester)).toEqual([['Hex nut', 'NUT']])
    const both = await Promise.allSettled([1, 2].map(() => publishVirtualCatalog(as(), { catalogId: id, expected: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { options: { detail: 'catalog_published_meanwhile' } },
    })
    const { changes } = await compareVersions(reading(world.buyer), await own(id), 1, 2)
    expect(changes.map(({ part, change, before, after }) => [part, change, before, after])).toEqual([
      ['R-BOLT', 'added', null, '9'],
      ['BOLT', 'added', null, '10'],
      ['NUT', 'removed', '2', null],
    ])
    expect(await rollBackVirtualCatalog(as(), { catalogId: id, expected: 2, version: 1 })).toEqual({
      version: 3,
      added: 1,
      changed: 0,
      removed: 2,
    })
    expect(await found(world.requester)).toEqual([['Hex nut', 'NUT']])
    expect((await getVirtualCatalog(reading(world.buyer), id)).versions.map(({ number, source }) => [number, source])).toEqual([
      [3, 'rollback'],
      [2, 'selection'],
      [1, 'selection'],
    ])
    await expect(removeVirtualCatalog(as(), { catalogId: id })).rejects.toMatchObject({ options: { detail: 'catalog_published' } })
    await emptied(id)
  })

  test('a new offer waits for the next publication; a new price of a selected one shows at once', async () => {
    const id = await published({ rules: [rule({ supplierIds: [world.supplier.organizationId], brands: ['Kordel'] })] })
    await editOffers(as(world.supplier), {
      catalogId: supplierCatalog,
      offers: [
        content('NUT', '2.50', { name: { en: 'Hex nut' }, brand: 'Kordel', makerPart: 'K-1' }),
        content('NUT-2', '3.00', { name: { en: 'Lock nut' }, brand: 'Kordel', makerPart: 'K-2' }),
      ],
    })
    await indexCatalog(supplierCatalog, null)
    expect(await found(world.requester)).toEqual([['Hex nut', 'NUT']])
    expect(await draftCounts(reading(world.buyer), await own(id))).toMatchObject({ added: 1 })
    await publishVirtualCatalog(as(), { catalogId: id, expected: 1 })
    expect(await found(world.requester)).toEqual([
      ['Hex nut', 'NUT'],
      ['Lock nut', 'NUT-2'],
    ])
    await emptied(id)
  })
})

describe('a catalog as a file', () => {
  const draft = async (id: string) =>
    (await listDraft(reading(world.buyer), await ownVirtualCatalog(reading(world.buyer), id))).entries.map(
      ({ part, choice, buyerPartNumber, preferred, price }) => [part, choice, buyerPartNumber, preferred, price],
    )
  const takeIn = (catalogId: string, rows: string[][], actor = world.buyer) => importItems(as(actor), { catalogId, rows })
  const head = ['Supplier', 'Part', 'Choice', 'Own number', 'Preferred', 'Own price']

  const notesOf = (entries: readonly { productId: string }[]) =>
    ownNotes(
      reading(world.buyer),
      entries.map(({ productId }) => productId),
    )

  test('carries notes on products, which are found; rows of one product that say different new things are refused', async () => {
    const { id } = await createVirtualCatalog(as(), { name: 'Notes' })
    const withNotes = ['Supplier', 'Part', 'Choice', 'Note English', '中文说明']
    const said = async () => {
      const { entries } = await listDraft(reading(world.buyer), await ownVirtualCatalog(reading(world.buyer), id))
      const notes = await notesOf(entries)
      return entries.map(({ part, productId }) => [part, notes.get(productId) ?? null])
    }
    expect(
      await takeIn(id, [withNotes, ['Supplier', 'BOLT', 'pick', 'For the zeppelin', '飞艇专用'], ['Supplier', 'NUT', 'pick', '', '']]),
    ).toEqual({
      saved: 2,
      problems: [],
    })
    expect(await said()).toEqual([
      ['BOLT', { en: 'For the zeppelin', zh: '飞艇专用' }],
      ['NUT', null],
    ])
    expect((await searchProducts(reading(world.buyer), searchParams.parse({ q: 'zeppelin' }))).total).toBe(1)
    const twin = { brand: 'Twin', makerPart: '1' }
    await publish(world, world.supplier, [content('TWIN', '9000.00', twin)])
    await publish(world, world.rival, [content('R-TWIN', '9000.00', twin)])
    const both = (first: string, second: string) =>
      takeIn(id, [withNotes, ['Supplier', 'TWIN', 'exclude', first, ''], ['Rival', 'R-TWIN', 'exclude', second, '']])
    expect((await both('Left-handed', 'Right-handed')).problems).toMatchObject([{ row: 3, column: 'Note English', reason: 'note_twice' }])
    expect((await both('Left-handed', '')).problems).toEqual([])
    // What was changed counts, whichever of the rows it stands in.
    expect((await both('Left-handed', 'Right-handed')).problems).toEqual([])
    const [, , twinNote] = await said()
    expect(twinNote).toEqual(['R-TWIN', { en: 'Right-handed' }])
    expect((await takeIn(id, [withNotes, ['Supplier', 'BOLT', 'pick', 'x'.repeat(4001), '']])).problems).toMatchObject([
      { reason: 'too_long' },
    ])
    for (const part of ['TWIN', 'R-TWIN'])
      await prisma().offer.updateMany({ where: { supplierPartNumber: part }, data: { withdrawnAt: new Date() } })
    // One language alone, the other stays; empty takes it back.
    await takeIn(id, [withNotes.slice(0, 4), ['Supplier', 'BOLT', 'pick', '']])
    expect((await said()).slice(0, 2)).toEqual([
      ['BOLT', { zh: '飞艇专用' }],
      ['NUT', null],
    ])
    expect((await searchProducts(reading(world.buyer), searchParams.parse({ q: 'zeppelin' }))).total).toBe(0)
  })

  test('goes out and in again without change, and takes in many offers of several suppliers at once', async () => {
    const { id } = await createVirtualCatalog(as(), { name: 'By file' })
    const rows = [
      head,
      ['Supplier', 'BOLT', 'pick', 'N-1', 'yes', '9.50'],
      ['rival', 'R-BOLT', '选入', 'N-2', '', ''],
      ['Supplier', 'NUT', 'exclude', '', 'no', ''],
      ['', '', '', '', '', ''],
    ]
    expect(await takeIn(id, rows)).toEqual({ saved: 3, problems: [] })
    const kept = [
      ['BOLT', 'pick', 'N-1', true, '9.5'],
      ['NUT', 'exclude', null, false, null],
      ['R-BOLT', 'pick', 'N-2', false, null],
    ]
    expect(await draft(id)).toEqual(kept)
    const catalog = await ownVirtualCatalog(reading(world.buyer), id)
    for (const locale of ['en', 'zh'] as const) {
      const { entries } = await listDraft(reading(world.buyer), catalog)
      const sheet = draftSheet(entries, await notesOf(entries), locale)
      const again = [sheet.columns.map(({ header }) => header), ...sheet.rows.map((row) => row.map((cell) => String(cell ?? '')))]
      expect(await takeIn(id, again)).toEqual({ saved: 3, problems: [] })
      expect(await draft(id)).toEqual(kept)
    }
    // A file without a column leaves what it would say.
    expect(await takeIn(id, [head.slice(0, 3), ['Supplier', 'BOLT', 'pick']])).toEqual({ saved: 1, problems: [] })
    expect((await draft(id))[0]).toEqual(kept[0])
  })

  test('is refused whole, each fault with its row, column and remedy', async () => {
    const { id } = await createVirtualCatalog(as(), { name: 'Wrong' })
    const { saved, problems } = await takeIn(id, [
      [...head, 'Discount'],
      ['Supplier', 'BOLT', 'maybe', '', 'perhaps', 'cheap', ''],
      ['', 'NUT', '', '', '', '1', '5'],
      ['Supplier', 'PIN', '', '', '', '', ''],
      ['supplier', 'PIN', '', '', '', '', ''],
    ])
    expect([saved, problems.map(({ row, column, reason }) => `${row} ${column} ${reason}`)]).toEqual([
      0,
      [
        '2 Choice pick_or_exclude',
        '2 Preferred yes_or_no',
        '2 Own price number',
        '3 Supplier required',
        '3 Discount price_or_discount',
        '5 Part twice_in_file',
      ],
    ])
    expect((await takeIn(id, [head, ['Nobody', 'BOLT', '', '', '', '']])).problems).toMatchObject([{ row: 2, reason: 'unknown_offer' }])
    expect((await takeIn(id, [['Part'], ['BOLT']])).problems).toMatchObject([{ row: 1, reason: 'missing_column' }])
    expect((await takeIn(id, [head])).problems).toMatchObject([{ reason: 'no_rows' }])
    expect(await draft(id)).toEqual([])
    await expect(takeIn(id, [head, ['Supplier', 'BOLT', '', '', '', '']], world.outsider)).rejects.toMatchObject({ code: 'not_found' })
  })
})
