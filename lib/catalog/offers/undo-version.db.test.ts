import { expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { content, makeWorld, publish } from '@/scripts/testing/world'
import { editOffers, undoVersion } from './commands/edit-offers'

test('two who undo at once undo one after the other: the second takes back what the first did', async () => {
  const world = await makeWorld()
  const as = { actor: world.supplier }
  const catalogId = await publish(world, world.supplier, [content('NUT', '1.00')])
  await editOffers(as, { catalogId, offers: [content('NUT', '2.00')] })
  const undone = await Promise.all([undoVersion(as, { catalogId }), undoVersion(as, { catalogId })])
  expect(undone.map(({ number }) => number).sort()).toEqual([3, 4])
  const versions = await prisma().catalogVersion.findMany({ where: { catalogId }, orderBy: { number: 'asc' } })
  expect(versions.map(({ number, source, undoneBy }) => [number, source, undoneBy])).toEqual([
    [1, 'edit', null],
    [2, 'edit', 3],
    [3, 'undo', 4],
    [4, 'undo', null],
  ])
  const { price } = await prisma().offer.findFirstOrThrow({ where: { catalogId } })
  expect(price.toString()).toBe('2')
})
