import { expect, test } from 'vitest'
import { pool, prisma } from '@/lib/platform/db/client'
import { makeWorld } from '@/scripts/testing/world'
import { publishVirtualCatalog, rollBackVirtualCatalog } from './commands/publish-virtual-catalog'
import { createVirtualCatalog } from './commands/save-virtual-catalog'

const OFFERS = 50_000

/** Offers as an import leaves them, before anything is known of how many there are. */
async function manyOffers(supplierId: string, networkId: string): Promise<void> {
  const sql = (text: string, values: unknown[] = []) => pool().query(text, values)
  await sql(`insert into catalog (id, organization_id, name) values (md5('many')::uuid, $1, 'Many')`, [supplierId])
  await sql(
    `insert into product (id, owner_id, name, unit) select md5('p' || n)::uuid, $1, jsonb_build_object('en', 'Part ' || n), 'C62' from generate_series(1, ${OFFERS}) n`,
    [supplierId],
  )
  await sql(
    `insert into offer (id, catalog_id, supplier_id, product_id, supplier_part_number, currency, price, breaks, unit, content, first_version, version)
     select md5('o' || n)::uuid, md5('many')::uuid, $1, md5('p' || n)::uuid, 'P-' || n, 'EUR', 1, '[]', 'C62', '{}', 1, 1 from generate_series(1, ${OFFERS}) n`,
    [supplierId],
  )
  await sql(
    `insert into search_entry (offer_id, product_id, supplier_id, catalog_id, network_ids, in_stock, attributes, words)
     select md5('o' || n)::uuid, md5('p' || n)::uuid, $1, md5('many')::uuid, array[$2::uuid], true, '{}', '' from generate_series(1, ${OFFERS}) n`,
    [supplierId, networkId],
  )
}

test('fifty thousand offers are published, changed and rolled back in one go each, whatever the statistics say of them', async () => {
  const world = await makeWorld()
  const as = { actor: world.buyer }
  const { id: catalogId } = await createVirtualCatalog(as, { name: 'Large' })
  const { networkId } = world
  await manyOffers(world.supplier.organizationId, networkId)
  const item = `insert into catalog_item (catalog_id, offer_id, choice, buyer_part_number)
    select $1, md5('o' || n)::uuid, 'pick', 'B-' || n from generate_series(1, ${OFFERS}) n`
  await pool().query(item, [catalogId])
  const publish = (expected: number | null) => publishVirtualCatalog(as, { catalogId, expected })
  expect(await publish(null)).toEqual({ version: 1, added: OFFERS, changed: 0, removed: 0 })
  await pool().query(`update catalog_item set buyer_part_number = 'C' || buyer_part_number where catalog_id = $1`, [catalogId])
  expect(await publish(1)).toEqual({ version: 2, added: 0, changed: OFFERS, removed: 0 })
  expect(await publish(2)).toEqual({ version: 3, added: 0, changed: 0, removed: 0 })
  const back = await rollBackVirtualCatalog(as, { catalogId, version: 1, expected: 3 })
  expect(back).toEqual({ version: 4, added: 0, changed: OFFERS, removed: 0 })
  expect(await prisma().catalogEntry.count({ where: { catalogId, toVersion: null, buyerPartNumber: { startsWith: 'B-' } } })).toBe(OFFERS)
}, 60_000)
