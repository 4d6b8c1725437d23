import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/platform/db/client'
import { openFile, withStoredFile } from '@/lib/platform/files/storage'
import { content, makeWorld, offerId, publish, reading, type World } from '@/scripts/testing/world'
import { addProductFile, removeProductFile, showPictureFirst } from './commands/save-product-file'
import { storeDocument, storePicture } from './product-files'
import { getProduct, getProductFile } from './product-queries'

let world: World
let productId: string
beforeAll(async () => {
  world = await makeWorld()
  await publish(world, world.supplier, [content('P-1', '5.00')])
  productId = (await prisma().offer.findUniqueOrThrow({ where: { id: await offerId(world.supplier, 'P-1') } })).productId
})

const as = () => ({ actor: world.supplier })
const stream = (bytes: Buffer | string) => Readable.from([Buffer.from(bytes)])
const red = (width = 40) =>
  sharp({ create: { width, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer()

async function addPicture(name: string) {
  const stored = await storePicture(stream(await red()))
  return (await addProductFile(as(), { productId, kind: 'picture', name, stored })).fileId
}

test('the first picture shows in lists, another can be put first, a removed one is gone', async () => {
  const [front, back] = [await addPicture('front.png'), await addPicture('back.png')]
  const shown = async () => (await prisma().product.findUniqueOrThrow({ where: { id: productId } })).pictureFileId
  expect(await shown()).toBe(front)
  await showPictureFirst(as(), { fileId: back })
  expect(await shown()).toBe(back)
  expect((await getProduct(reading(world.buyer), productId)).product.files.map(({ file }) => file.name)).toEqual(['back.png', 'front.png'])
  await removeProductFile(as(), { fileId: back })
  expect(await shown()).toBe(front)
  expect(await getProductFile(reading(world.supplier), back)).toBeNull()
})

test('a picture is drawn anew: scripts in SVG and what is hidden behind a picture stay behind', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><script>alert(1)</script><rect width="50" height="50"/></svg>'
  const external = `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>`
  for (const source of [Buffer.from(svg), Buffer.concat([await red(), Buffer.from('<script>alert(1)</script>')])]) {
    const stored = await storePicture(stream(source))
    expect(stored.mediaType).toBe('image/webp')
    const kept = await text(await openFile(stored.key))
    expect(kept.slice(0, 4)).toBe('RIFF')
    expect(kept).not.toContain('alert')
  }
  // An outer entity is either refused or left blank; it never brings in a file.
  const drawn = await storePicture(stream(external)).catch(() => null)
  if (drawn) expect((await sharp(await openBytes(drawn.key)).stats()).isOpaque).toBe(false)
})

const openBytes = async (key: string) => Buffer.concat(await (await openFile(key)).toArray())

test.each([
  ['text', 'hello', 'not_a_picture'],
  ['a PDF', '%PDF-1.7', 'not_a_picture'],
  ['nothing', '', 'empty'],
  ['more than 10 MB', Buffer.alloc(11 * 1024 * 1024), 'too_large_file'],
])('%s is no picture', async (_name, bytes, detail) => {
  await expect(storePicture(stream(bytes))).rejects.toMatchObject({ code: 'file_refused', options: { detail } })
})

test('a picture that would unfold to billions of pixels is refused', async () => {
  const bomb = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"><rect width="60000" height="60000"/></svg>',
  )
  await expect(storePicture(stream(bomb))).rejects.toMatchObject({ code: 'file_refused' })
})

test('documents are PDF, whatever their name says', async () => {
  const stored = await storeDocument(stream('%PDF-1.7 data sheet'))
  const { fileId } = await addProductFile(as(), { productId, kind: 'document', name: '../../etc/passwd.pdf', stored })
  expect(await getProductFile(reading(world.buyer), fileId)).toMatchObject({ mediaType: 'application/pdf', kind: 'document' })
  expect(stored.key).toMatch(/^\d{4}-\d\d-\d\d\/[0-9a-f-]{36}$/)
  await expect(storeDocument(stream('<html><script>'))).rejects.toMatchObject({ options: { detail: 'not_a_pdf' } })
})

test('whoever cannot see the product sees none of its files, and only its owner changes them', async () => {
  const fileId = await addPicture('seen.png')
  expect(await getProductFile(reading(world.buyer), fileId)).toMatchObject({ name: 'seen.png' })
  await expect(getProductFile(reading(world.outsider), fileId)).rejects.toMatchObject({ code: 'not_found' })
  const rival = { actor: world.rival }
  await expect(removeProductFile(rival, { fileId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(showPictureFirst(rival, { fileId })).rejects.toMatchObject({ code: 'not_found' })
})

test('a file that cannot be registered is not kept', async () => {
  const stored = await storePicture(stream(await red(41)))
  const refused = withStoredFile(stored, () => addProductFile({ actor: world.rival }, { productId, kind: 'picture', name: 'x', stored }))
  await expect(refused).rejects.toMatchObject({ code: 'not_found' })
  await expect(openFile(stored.key)).rejects.toMatchObject({ code: 'not_found' })
})

test('eight uploads at once each find a place', async () => {
  const before = await prisma().productFile.count({ where: { productId, kind: 'picture' } })
  await Promise.all(Array.from({ length: 8 }, (_, index) => addPicture(`many-${index}.png`)))
  expect(await prisma().productFile.count({ where: { productId, kind: 'picture' } })).toBe(before + 8)
})
