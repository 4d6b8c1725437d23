import { beforeAll, describe, expect, test } from 'vitest'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { indexCatalog } from '@/lib/discovery/search/jobs'
import type { Actor } from '@/lib/platform/context'
import { prisma } from '@/lib/platform/db/client'
import { content, makeWorld, offerId, publish, reading, renewed, type World } from '@/scripts/testing/world'
import { createVirtualCatalog, describeVirtualCatalog, pickOffer } from './commands/save-virtual-catalog'
import { leftOutByQuality } from './draft-queries'
import { draftCounts, ownVirtualCatalog } from './queries'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const as = (actor: Actor) => ({ actor })

describe('quality rules', () => {
  test('leave out what breaks them, say why, and take it in when it is mended or picked by hand', async () => {
    await prisma().networkMembership.upsert({
      where: { networkId_organizationId: { networkId: world.networkId, organizationId: world.operator.organizationId } },
      create: {
        networkId: world.networkId,
        organizationId: world.operator.organizationId,
        state: 'active',
        rights: ['browse'],
        acceptedTerms: 1,
      },
      update: {},
    })
    const operator = await renewed(world.operator)
    const coded = (makerPart: string) => ({
      brand: 'Lumio',
      makerPart,
      category: null,
      attributes: [{ name: 'Power', value: '9', unit: 'W' }],
    })
    const lamps = await publish(world, world.supplier, [
      content('L-1', '10.00', { name: { en: 'Lamp one' }, ...coded('L1') }),
      content('L-2', '10.00', { name: { en: 'Lamp two' }, ...coded('L2'), attributes: [] }),
      content('L-3', '10.00', { name: { en: 'Lamp three' }, ...coded('L3'), unit: 'XBX' }),
    ])
    await publish(world, world.rival, [content('RL-1', '30.00', { name: { en: 'Lamp one' }, ...coded('L1') })])
    const { id } = await createVirtualCatalog(as(operator), { name: 'Lamps' })
    const select = (quality: object[]) =>
      describeVirtualCatalog(as(operator), {
        catalogId: id,
        name: 'Lamps',
        selection: { rules: [{ brands: ['Lumio'] }], quality },
      } as Parameters<typeof describeVirtualCatalog>[1])
    const state = async () => {
      const catalog = await ownVirtualCatalog(reading(operator), id)
      const { offers, count } = await leftOutByQuality(reading(operator), catalog)
      const { total } = await draftCounts(reading(operator), catalog)
      return [total, count, offers.map(({ part, faults }) => `${part} ${faults.join()}`).sort()]
    }
    await select([])
    expect(await state()).toEqual([4, 0, []])
    await select([{ attributes: ['power'], units: ['C62'], priceWithin: '50' }])
    expect(await state()).toEqual([0, 4, ['L-1 price', 'L-2 attributes', 'L-3 unit', 'RL-1 price']])
    await select([
      { attributes: ['Power'], priceWithin: '250' },
      { category: '46000000', picture: true },
    ])
    expect(await state()).toEqual([3, 1, ['L-2 attributes']])
    await editOffers(as(world.supplier), {
      catalogId: lamps,
      offers: [content('L-2', '10.00', { name: { en: 'Lamp two' }, ...coded('L2') })],
    })
    await indexCatalog(lamps, null)
    expect(await state()).toEqual([4, 0, []])
    await select([{ picture: true }])
    expect((await state())[1]).toBe(4)
    await pickOffer(as(operator), { catalogId: id, offerId: await offerId(world.supplier, 'L-1') })
    expect((await state()).slice(0, 2)).toEqual([1, 3])
  })

  test('are refused by field when they cannot hold', async () => {
    const { id } = await createVirtualCatalog(as(world.buyer), { name: 'x' })
    for (const [rule, field] of [
      [{ priceWithin: '0' }, 'selection.quality.0.priceWithin'],
      [{ units: ['FURLONG'] }, 'selection.quality.0.units.0'],
      [{ category: '46' }, 'selection.quality.0.category'],
    ] as const)
      await expect(
        describeVirtualCatalog(as(world.buyer), { catalogId: id, name: 'x', selection: { quality: [rule] } } as Parameters<
          typeof describeVirtualCatalog
        >[1]),
      ).rejects.toMatchObject({ options: { fields: [{ field }] } })
  })
})
