import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ColumnTargets } from '@/lib/catalog/formats/model'
import { editOffers, undoVersion } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { listOffers } from '@/lib/catalog/offers/queries'
import { prisma } from '@/lib/platform/db/client'
import { storeFile } from '@/lib/platform/files/storage'
import { makeWorld, reading, type World } from '@/scripts/testing/world'
import { cancelImport, checkImport } from './commands/check-import'
import { chooseReading } from './commands/choose-reading'
import { publishImport } from './commands/publish-import'
import { uploadImport } from './commands/upload-import'
import { checkImportFile, publishDueImport } from './jobs'
import { firstRows, listBadRows, listWarnings, ownImport, previewImport } from './queries'

let world: World
let catalogId: string
beforeAll(async () => {
  world = await makeWorld()
  catalogId = (await createCatalog({ actor: world.supplier }, { name: 'Main' })).id
})
const as = () => ({ actor: world.supplier })

async function upload(text: string | Buffer, fileName = 'prices.csv') {
  const stored = await storeFile(Readable.from([Buffer.from(text)]), 1_000_000)
  return (await uploadImport(as(), { catalogId, fileName, stored })).importId
}

/** Uploads, checks as proposed and gives the import's row. */
async function check(text: string | Buffer, options: { replaceAll?: boolean } = {}) {
  const importId = await upload(text)
  const { mapping } = await ownImport(reading(world.supplier), importId)
  await checkImport(as(), { importId, targets: mapping as ColumnTargets, ...options })
  await checkImportFile({ importId })
  return ownImport(reading(world.supplier), importId)
}

async function publish(importId: string) {
  await publishImport(as(), { importId })
  await publishDueImport({ importId })
  return ownImport(reading(world.supplier), importId)
}

const live = async () =>
  (await listOffers(reading(world.supplier), catalogId, {})).offers.map((offer) => [offer.part, offer.breaks[0]?.price])

describe('from file to version and back', () => {
  test('good rows become one version, bad ones are kept with their reasons', async () => {
    const row = await check('sku;name;price;unit\nA;Bolt;1,50;pcs\nB;Nut;abc;pcs\nC;Washer;2;furlong\nA;Bolt again;3;pcs\nD;螺栓;4;件\n')
    expect(row).toMatchObject({ state: 'checked', added: 2, changed: 0, bad: 3, rowsDone: 5 })
    const bad = await listBadRows(reading(world.supplier), row.id)
    expect(bad.map((line) => [line.row, line.problems.map(({ field, reason }) => `${field} ${reason}`)])).toEqual([
      [3, ['price number']],
      [4, ['unit unit']],
      [5, ['part duplicate_part']],
    ])
    expect(await publish(row.id)).toMatchObject({ state: 'published', version: 1 })
    expect(await live()).toEqual([
      ['A', '1.5'],
      ['D', '4'],
    ])
  })

  test('a second file changes, withdraws what it does not name, and is undone in one step', async () => {
    const row = await check('sku,name,price,unit\nA,Bolt,1.40,pcs\nE,New,5,pcs\n', { replaceAll: true })
    expect(row).toMatchObject({ added: 1, changed: 1, removed: 1, bad: 0 })
    await publish(row.id)
    expect(await live()).toEqual([
      ['A', '1.4'],
      ['E', '5'],
    ])
    expect(await undoVersion(as(), { catalogId })).toMatchObject({ number: 3, added: 1, changed: 1, removed: 1 })
    expect(await live()).toEqual([
      ['A', '1.5'],
      ['D', '4'],
    ])
  })

  test('an offer that the whole catalog names in a row with an error stays as it was; what it does not name is shown by name', async () => {
    const row = await check('sku,name,price,unit\nA,Bolt,1.60,pcs\nD,螺栓,4 EUR/pc,件\n', { replaceAll: true })
    expect(row).toMatchObject({ changed: 1, removed: 0, bad: 1 })
    await publish(row.id)
    expect(await live()).toEqual([
      ['A', '1.6'],
      ['D', '4'],
    ])
    const without = await check('sku,name,price,unit\nA,Bolt,1.50,pcs\n', { replaceAll: true })
    expect(without).toMatchObject({ changed: 1, removed: 1 })
    const preview = await previewImport(reading(world.supplier), without.id)
    expect(preview.map(({ action, part }) => [action, part])).toEqual([
      ['remove', 'D'],
      ['change', 'A'],
    ])
    await cancelImport(as(), { importId: without.id })
    await undoVersion(as(), { catalogId })
  })

  test('a number is read as its column is written: beside 12,50 a 1.250 is more than a thousand', async () => {
    const lines = 'sku;name;price;unit\nT1;Press;1.355,90;pcs\nT2;Chuck;1.250;pcs\nT3;Collet;12,50;pcs\n'
    const row = await check(lines)
    expect(row).toMatchObject({ added: 3, bad: 0 })
    const preview = await previewImport(reading(world.supplier), row.id)
    expect(preview.map(({ part, content }) => [part, content.breaks[0]?.price])).toEqual([
      ['T1', '1355.9'],
      ['T2', '1250'],
      ['T3', '12.5'],
    ])
    const both = await check(`${lines}T4;Axle;12.50;pcs\n`)
    expect(await listBadRows(reading(world.supplier), both.id)).toMatchObject([
      { row: 3, problems: [{ field: 'price', value: '1.250', reason: 'ambiguous_number' }] },
    ])
    for (const { id } of [row, both]) await cancelImport(as(), { importId: id })
  })

  test('a file that changes nothing publishes nothing', async () => {
    const row = await check('sku,name,price,unit\nA,Bolt,1.50,pcs\n')
    expect(row).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    await expect(publishImport(as(), { importId: row.id })).rejects.toMatchObject({ options: { detail: 'nothing_to_publish' } })
  })

  test('the mapping is remembered for files with the same header', async () => {
    const importId = await upload('x,y,z\n1,2,3\n')
    const targets: ColumnTargets = ['part', 'nameEn', 'price']
    await checkImport(as(), { importId, targets })
    await checkImportFile({ importId })
    expect((await ownImport(reading(world.supplier), await upload('x,y,z\n4,5,6\n'))).mapping).toEqual(targets)
  })

  test('how a file is read can be chosen, shows its first rows, and is remembered for the next one', async () => {
    const file = 'Our prices;;;\nPart;Name;Price;Valid to\nRD-1;Řez;1.250;1/2/2027\n'
    const content = iconv.encode(file, 'windows-1250')
    const importId = await upload(content)
    const found = await ownImport(reading(world.supplier), importId)
    expect(found).toMatchObject({ headers: ['Part', 'Name', 'Price', 'Valid to'], reading: { encoding: 'windows-1252', headerRow: 2 } }) // one letter tells little
    const targets = found.mapping as ColumnTargets
    const asked = await firstRows(reading(world.supplier), importId, targets)
    expect(asked.rows).toMatchObject([{ line: 3, content: null, problems: [{ reason: 'ambiguous_number' }, { reason: 'ambiguous_date' }] }])
    await expect(chooseReading(as(), { importId, choice: { headerRow: 400 } })).rejects.toMatchObject({
      options: { detail: 'no_header_there' },
    })
    const choice = { encoding: 'windows-1250', numbers: 'comma', dates: 'day' } as const
    await chooseReading(as(), { importId, choice })
    const chosen = await firstRows(reading(world.supplier), importId, targets)
    expect(chosen.rows).toMatchObject([{ line: 3, content: { part: 'RD-1', name: { en: 'Řez' }, breaks: [{ price: '1250' }] } }])
    await checkImport(as(), { importId, targets })
    await checkImportFile({ importId })
    expect(await ownImport(reading(world.supplier), importId)).toMatchObject({ state: 'checked', added: 1, bad: 0 })
    await chooseReading(as(), { importId, choice: { ...choice, numbers: 'point' } })
    expect(await ownImport(reading(world.supplier), importId), 'what was checked is read otherwise now').toMatchObject({
      state: 'uploaded',
    })
    expect(await ownImport(reading(world.supplier), await upload(content)), 'as it was checked').toMatchObject({ choice })
  })

  test('another organization can neither read a file nor choose how', async () => {
    const importId = await upload('sku,name,price\nA,Bolt,1.00\n')
    const stranger = { ...world.supplier, organizationId: world.buyer.organizationId }
    await expect(firstRows(reading(stranger), importId, ['part', 'nameEn', 'price'])).rejects.toMatchObject({ code: 'not_found' })
    await expect(chooseReading({ actor: stranger }, { importId, choice: {} })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what was done with a value is said, and its row is taken', async () => {
    const row = await check('sku,name,price from 100,ean\nWN-1,Bolt,0.50,12345678905\n')
    expect(row).toMatchObject({ added: 1, bad: 0 })
    expect(await listWarnings(reading(world.supplier), row.id, 10)).toEqual({
      count: 1,
      rows: [
        {
          row: 2,
          warnings: [
            { field: 'gtin', value: '12345678905', reason: 'gtin_zero_added' },
            { field: 'minimum', value: '100', reason: 'minimum_from_breaks' },
          ],
        },
      ],
    })
    await cancelImport(as(), { importId: row.id })
  })

  test('two at once: one is refused, nothing mixes', async () => {
    const [first, second] = [await upload('sku,name,price\nQ,q,1\n'), await upload('sku,name,price\nR,r,1\n')]
    const start = (importId: string) => checkImport(as(), { importId, targets: ['part', 'nameEn', 'price'] })
    const results = await Promise.allSettled([start(first), start(second)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { options: { detail: 'import_running' } } })
    for (const importId of [first, second]) await checkImportFile({ importId })
  })

  test('publishing that breaks in the middle leaves the version before', async () => {
    const row = await check('sku,name,price\nK,k,1\nL,l,2\n')
    await publishImport(as(), { importId: row.id })
    await prisma().$executeRawUnsafe(
      `create function fail() returns trigger language plpgsql as $$ begin if new.supplier_part_number = 'L' then raise exception 'power cut'; end if; return new; end $$`,
    )
    await prisma().$executeRawUnsafe('create trigger fail before insert on offer for each row execute function fail()')
    const before = await live()
    await expect(publishDueImport({ importId: row.id })).rejects.toThrow(/power cut/)
    expect(await live()).toEqual(before)
    await prisma().$executeRawUnsafe('drop trigger fail on offer')
    await publishDueImport({ importId: row.id })
    expect((await live()).map(([part]) => part)).toEqual([...before.map(([part]) => part), 'K', 'L'].sort())
    await publishDueImport({ importId: row.id })
    expect((await ownImport(reading(world.supplier), row.id)).state).toBe('published')
  })

  test('edits by hand are a version too; a wrong line changes nothing', async () => {
    const [offer] = (await listOffers(reading(world.supplier), catalogId, {})).offers
    if (!offer) throw new Error('no offer')
    await expect(editOffers(as(), { catalogId, offers: [{ ...offer, breaks: [{ from: '1', price: '-1' }] }] })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(
      await editOffers(as(), { catalogId, offers: [{ ...offer, breaks: [{ from: '1', price: '9' }] }], withdraw: ['K'] }),
    ).toMatchObject({ changed: 1, removed: 1 })
  })
})

test('a file that is too long is refused and not kept', async () => {
  await expect(storeFile(Readable.from([Buffer.alloc(100)]), 99)).rejects.toMatchObject({ options: { detail: 'too_large' } })
})
