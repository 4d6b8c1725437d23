import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assignCostCentre } from '@/lib/parties/identity/commands/change-roles'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { quoteProducts } from '@/lib/pricing/quotes/queries'
import { addToCart } from '@/lib/purchasing/cart/commands/change-cart'
import {
  as,
  changeOffer,
  colleague,
  DAY,
  draft,
  forget,
  ids,
  makeVirtualWorld,
  own,
  shown,
  startAnew,
  visible,
  world,
} from '@/scripts/testing/virtual-world'
import { reading } from '@/scripts/testing/world'
import { consentChanges } from './commands/consent-changes'
import { checkVersion, decideVersion, submitVersion, withdrawVersion } from './commands/move-version'
import { publishDueVersion, publishVersion, publishVirtualCatalog, rollBackVirtualCatalog } from './commands/publish-virtual-catalog'
import { describeVirtualCatalog, saveItem } from './commands/save-virtual-catalog'
import { ruleCounts } from './draft-queries'
import { getVirtualCatalog, heldCounts, reachingCatalogs } from './queries'
import { compareVersions, heldChanges, openVersion, versionProblems, versionRemarks } from './version-queries'

beforeAll(makeVirtualWorld)
beforeEach(startAnew)

describe('the way of a version', () => {
  test('checked, submitted, sent back with remarks line by line, accepted by somebody else, published on a date', async () => {
    const id = await draft({ needsSecond: true })
    await expect(publishVirtualCatalog(as(), { catalogId: id, expected: null })).rejects.toMatchObject({
      options: { detail: 'second_needed' },
    })
    const { number } = await checkVersion(as(), { catalogId: id })
    await expect(publishVersion(as(), { catalogId: id, number, expected: null })).rejects.toMatchObject({
      options: { detail: 'second_needed' },
    })
    await submitVersion(as(), { catalogId: id, number })
    await expect(decideVersion(as(), { catalogId: id, number, accept: true })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decideVersion(as(colleague), { catalogId: id, number, accept: false })).rejects.toMatchObject({
      options: { fields: [{ field: 'remarks', reason: 'say_why' }] },
    })
    await decideVersion(as(colleague), {
      catalogId: id,
      number,
      accept: false,
      remarks: [{ offerId: ids.PIN, text: 'Not this one' }, { text: 'Add the nuts of Rival' }],
    })
    const remarks = await versionRemarks(reading(world.buyer), await own(id), number)
    expect(remarks.map(({ part, text, by }) => [part, text, by])).toEqual([
      [null, 'Add the nuts of Rival', 'Second'],
      ['PIN', 'Not this one', 'Second'],
    ])
    expect(openVersion(await getVirtualCatalog(reading(world.buyer), id))).toMatchObject({ number, state: 'sent_back' })

    await saveItem(as(), { catalogId: id, offerId: ids.PIN, choice: 'exclude' })
    const next = await checkVersion(as(), { catalogId: id })
    expect(next.number).toBe(number + 1)
    await submitVersion(as(), { catalogId: id, number: next.number })
    // What is submitted is what was checked, whatever becomes of the draft.
    await saveItem(as(), { catalogId: id, offerId: ids.NUT, choice: 'exclude' })
    await expect(checkVersion(as(), { catalogId: id })).rejects.toMatchObject({ options: { detail: 'version_open' } })
    await decideVersion(as(colleague), { catalogId: id, number: next.number, accept: true })
    const publishAt = new Date(Date.now() + DAY)
    await publishVersion(as(), { catalogId: id, number: next.number, expected: null, publishAt: publishAt.toISOString() })
    await publishDueVersion({ catalogId: id, number: next.number })
    expect((await own(id)).publishedVersion).toBeNull()
    await publishDueVersion({ catalogId: id, number: next.number }, publishAt)
    await publishDueVersion({ catalogId: id, number: next.number }, publishAt)
    const catalog = await getVirtualCatalog(reading(world.buyer), id)
    expect(catalog.publishedVersion).toBe(next.number)
    expect(await prisma().catalogEntry.count({ where: { catalogId: id, toVersion: null } })).toBe(2)
    expect(catalog.versions.map((version) => [version.number, version.state])).toEqual([
      [2, 'published'],
      [1, 'sent_back'],
    ])
  })

  test('withdrawn before its date, it is not published; what was only checked makes room; a roll-back waits for what is on its way', async () => {
    const id = await shown()
    await checkVersion(as(), { catalogId: id })
    const { number } = await checkVersion(as(), { catalogId: id })
    expect(number).toBe(2)
    const publishAt = new Date(Date.now() + DAY)
    await publishVersion(as(), { catalogId: id, number, expected: 1, publishAt: publishAt.toISOString() })
    await expect(rollBackVirtualCatalog(as(), { catalogId: id, expected: 1, version: 1 })).rejects.toMatchObject({
      options: { detail: 'version_open' },
    })
    await withdrawVersion(as(), { catalogId: id, number })
    await publishDueVersion({ catalogId: id, number }, publishAt)
    expect((await own(id)).publishedVersion).toBe(1)
    await expect(publishVersion(as(), { catalogId: id, number, expected: 1 })).rejects.toMatchObject({
      options: { detail: 'document_state' },
    })
    await rollBackVirtualCatalog(as(), { catalogId: id, expected: 1, version: 1 })
    expect((await own(id)).publishedVersion).toBe(3)
  })

  test('a check names what has to be mended, line by line, and such a version goes nowhere', async () => {
    const id = await draft()
    for (const offer of [ids.BOLT, ids.NUT]) await saveItem(as(), { catalogId: id, offerId: offer, buyerPartNumber: 'X-1' })
    await saveItem(as(), { catalogId: id, offerId: ids.PIN, price: '6' })
    const { number } = await checkVersion(as(), { catalogId: id })
    const problems = await versionProblems(reading(world.buyer), await own(id), number)
    expect(problems.map(({ part, code, blocking }) => [part, code, blocking])).toEqual([
      ['BOLT', 'own_number_twice', true],
      ['NUT', 'own_number_twice', true],
      ['PIN', 'own_price_not_lower', false],
    ])
    await expect(publishVersion(as(), { catalogId: id, number, expected: null })).rejects.toMatchObject({
      options: { detail: 'version_has_problems' },
    })
    await expect(publishVirtualCatalog(as(), { catalogId: id, expected: null })).rejects.toMatchObject({
      options: { detail: 'version_has_problems' },
    })
    const contradiction = { preferred: true, blocked: true }
    await expect(saveItem(as(), { catalogId: id, offerId: ids.PIN, ...contradiction })).rejects.toMatchObject({
      options: { fields: [{ field: 'blocked', reason: 'preferred_and_blocked' }] },
    })
  })

  test('two versions are compared: added, removed, otherwise said, and prices by more than some percent, as they were when each was published', async () => {
    const id = await shown()
    await changeOffer('BOLT', '10.30')
    await changeOffer('NUT', '2.50')
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, buyerPartNumber: 'NR-1' })
    await saveItem(as(), { catalogId: id, offerId: ids.PIN, choice: 'exclude' })
    await saveItem(as(), { catalogId: id, offerId: ids['R-BOLT'], choice: 'pick' })
    await publishVirtualCatalog(as(), { catalogId: id, expected: 1 })
    await changeOffer('NUT', '9.00')
    const compare = async (percent: number) =>
      (await compareVersions(reading(world.buyer), await own(id), 1, 2, percent)).changes.map(({ part, change, rise }) => [
        part,
        change,
        rise,
      ])
    expect(await compare(0)).toEqual([
      ['NUT', 'dearer', '25'],
      ['BOLT', 'dearer', '3'],
      ['R-BOLT', 'added', null],
      ['PIN', 'removed', null],
    ])
    expect(await compare(5)).toEqual([
      ['NUT', 'dearer', '25'],
      ['R-BOLT', 'added', null],
      ['PIN', 'removed', null],
      ['BOLT', 'changed', '3'],
    ])
  })
})

describe('what suppliers change', () => {
  test('a price beyond the limit is seen by nobody until somebody consents; within it, and when it falls again, it is', async () => {
    const id = await shown({ priceRise: '5' })
    await changeOffer('BOLT', '10.50')
    expect(await visible()).toContain('BOLT 10.5')
    await changeOffer('BOLT', '10.51')
    expect(await visible()).toEqual(['NUT 2', 'PIN 5', 'R-BOLT 9'])
    expect(await visible(colleague)).not.toContain('BOLT 10.51')
    await expect(addToCart(as(), { offerId: ids.BOLT, quantity: '1' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await heldCounts(reading(world.buyer))).get(id)).toBe(1)
    const [held] = await heldChanges(reading(world.buyer), await own(id))
    expect(held).toMatchObject({ part: 'BOLT', before: { breaks: [{ price: '10.00' }] }, after: { breaks: [{ price: '10.51' }] } })
    await changeOffer('BOLT', '10.20')
    expect(await visible()).toContain('BOLT 10.2')
    await changeOffer('BOLT', '12.00')
    // Publishing something else does not consent by the way.
    await saveItem(as(), { catalogId: id, offerId: ids.BOLT, buyerPartNumber: 'NR-1' })
    await publishVirtualCatalog(as(), { catalogId: id, expected: 1 })
    expect(await visible()).not.toContain('BOLT 12')
    expect(await consentChanges(as(), { catalogId: id, offerIds: [ids.BOLT] })).toEqual({ consented: 1 })
    expect(await visible()).toContain('BOLT 12')
    await changeOffer('BOLT', '12.60')
    expect(await visible()).toContain('BOLT 12.6')
    await changeOffer('BOLT', '12.61')
    expect(await visible()).not.toContain('BOLT 12.61')
    // No limit any more: nothing is held back.
    await describeVirtualCatalog(as(), { catalogId: id, name: 'Ours', selection: { rules: [{}] } })
    expect(await visible()).toContain('BOLT 12.61')
  })

  test('a rise in a higher price break, another price base and another currency count too', async () => {
    const id = await shown({ priceRise: '10' })
    const breaks = (second: string) => [
      { from: '1', price: '10.00' },
      { from: '100', price: second },
    ]
    await changeOffer('BOLT', '10.00', { breaks: breaks('9.00') })
    expect(await visible()).toContain('BOLT 10')
    const heldOf = async (part: string) => (await heldChanges(reading(world.buyer), await own(id))).some((change) => change.part === part)
    await prisma().catalogEntry.updateMany({
      where: { catalogId: id, offerId: ids.BOLT },
      data: { seenVersion: (await prisma().offer.findUniqueOrThrow({ where: { id: ids.BOLT } })).version },
    })
    await changeOffer('BOLT', '10.00', { breaks: breaks('9.90') })
    expect(await heldOf('BOLT')).toBe(false)
    await changeOffer('BOLT', '10.00', { breaks: breaks('9.91') })
    expect(await heldOf('BOLT')).toBe(true)
    expect(await heldOf('NUT')).toBe(false)
    await changeOffer('NUT', '2.00', { priceBase: '0.5' })
    expect(await heldOf('NUT')).toBe(true)
    await changeOffer('PIN', '5.00', { currency: 'CHF' })
    expect(await heldOf('PIN')).toBe(true)
  })

  test('texts are taken over, asked for or kept; a new unit is held back unless taken over', async () => {
    const renamed = { name: { en: 'Hex bolt, improved' } }
    const names = async () => {
      const { productId } = await prisma().offer.findUniqueOrThrow({ where: { id: ids.BOLT } })
      return (await quoteProducts(reading(world.buyer), [productId])).get(productId)?.map(({ name }) => name.en)
    }
    const taking = await shown()
    await changeOffer('BOLT', '10.00', renamed)
    expect(await names()).toEqual(['Hex bolt, improved'])
    await forget({ id: taking })

    await changeOffer('BOLT', '10.00')
    const asking = await shown({ contentPolicy: 'ask' })
    await changeOffer('BOLT', '10.00', renamed)
    expect(await names()).toBeUndefined()
    await consentChanges(as(), { catalogId: asking })
    expect(await names()).toEqual(['Hex bolt, improved'])
    await forget({ id: asking })

    await changeOffer('BOLT', '10.00')
    const ignoring = await shown({ contentPolicy: 'ignore' })
    await changeOffer('BOLT', '10.00', renamed)
    expect(await names()).toEqual(['Hex bolt'])
    await changeOffer('BOLT', '10.00', { ...renamed, unit: 'HC' })
    expect(await names()).toBeUndefined()
    await consentChanges(as(), { catalogId: ignoring })
    expect(await names()).toEqual(['Hex bolt, improved'])
  })
})

describe('whom and when', () => {
  test('a catalog is shown within its dates, for users and cost centres, for groups of members and networks', async () => {
    const reached = async (actor: Actor, at = new Date()) => (await reachingCatalogs(reading(actor, at))).map(({ id }) => id)
    const [from, to] = [new Date(Date.now() + DAY), new Date(Date.now() + 2 * DAY)]
    const dated = await shown({ validFrom: from.toISOString(), validTo: to.toISOString() })
    expect(await reached(world.buyer)).toEqual([])
    expect(await reached(world.buyer, from)).toEqual([dated])
    expect(await reached(world.buyer, new Date(to.getTime() - 1))).toEqual([dated])
    expect(await reached(world.buyer, to)).toEqual([])

    const centre = await prisma().costCentre.findFirstOrThrow({ where: { organizationId: world.buyer.organizationId } })
    const booked = await shown({ audience: { costCentreIds: [centre.id] } })
    expect(await reached(world.requester)).toEqual([])
    const member = await prisma().membership.findFirstOrThrow({ where: { userId: world.requester.userId } })
    await assignCostCentre(as(), { membershipId: member.id, costCentreId: centre.id })
    expect(await reached(world.requester)).toEqual([booked])
    expect(await reached(world.buyer)).toEqual([])

    const group = await prisma().customerGroup.create({
      data: {
        supplierId: world.operator.organizationId,
        name: 'Railways',
        members: { create: { organizationId: world.buyer.organizationId } },
      },
    })
    const grouped = await shown({ audience: { groupIds: [group.id] } }, world.operator)
    const everywhere = await shown({ audience: { networkIds: [world.networkId] } }, world.operator)
    expect((await reached(world.buyer)).sort()).toEqual([grouped, everywhere].sort())
    expect(await reached(world.outsider)).toEqual([])
    const stranger = await prisma().customerGroup.create({ data: { supplierId: world.supplier.organizationId, name: 'Others' } })
    await expect(
      describeVirtualCatalog(as(world.operator), { catalogId: grouped, name: 'x', selection: {}, audience: { groupIds: [stranger.id] } }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('rules by country of the supplier; each says how many offers it finds', async () => {
    await prisma().organization.update({ where: { id: world.rival.organizationId }, data: { country: 'NL' } })
    const id = await draft({
      selection: { rules: [{ countries: ['NL'] }, { countries: ['DE'], maximumPrice: '4' }, { countries: ['FR'] }] },
    })
    const { selection } = await own(id)
    expect(await ruleCounts(reading(world.buyer), selection)).toEqual({ rules: [1, 1, 0], exclusions: [] })
  })
})
