import { z } from 'zod'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import { asId, type Id, idOf } from '@/lib/platform/fields/ids'
import { dropFile, registerFile } from '@/lib/platform/files/stored-files'

/** More than this many of a kind are not kept for one product. */
const MAX_FILES = 12

const addInput = z.object({
  productId: idOf('Product'),
  kind: z.enum(['picture', 'document']),
  name: z.string().trim().min(1).max(200),
  stored: z.object({ key: z.string(), size: z.int(), sha256: z.string(), mediaType: z.string() }),
})

/** Adds a kept picture or document to a product that the organization owns. @throws AppError not_found for another's */
export const addProductFile = command('catalog.add-product-file', addInput, may('manage', 'Catalog'), async (ctx, input) => {
  await lockOwnProduct(ctx, input.productId)
  const { _max, _count } = await ctx.db.productFile.aggregate({
    where: { productId: input.productId, kind: input.kind },
    _max: { position: true },
    _count: true,
  })
  if (_count >= MAX_FILES) throw new AppError('not_possible_now', { detail: 'too_many_files' })
  const file = await registerFile(ctx, { ...input.stored, organizationId: ctx.actor.organizationId, name: input.name })
  await ctx.db.productFile.create({
    data: { fileId: file.id, productId: input.productId, kind: input.kind, position: (_max.position ?? 0) + 1 },
  })
  await showFirstPicture(ctx, input.productId)
  ctx.audit({ entity: 'Product', entityId: input.productId, after: { kind: input.kind, file: input.name } })
  return { fileId: file.id }
})

const fileInput = z.object({ fileId: idOf('StoredFile') })

/** Takes a picture or document off its product; the file itself goes by a job after the commit. */
export const removeProductFile = command('catalog.remove-product-file', fileInput, may('manage', 'Catalog'), async (ctx, input) => {
  const entry = await ownProductFile(ctx, input.fileId)
  await ctx.db.productFile.delete({ where: { fileId: input.fileId } })
  await dropFile(ctx, input.fileId)
  await showFirstPicture(ctx, entry.productId)
  ctx.audit({ entity: 'Product', entityId: entry.productId, before: { kind: entry.kind, file: entry.file.name } })
  return { productId: entry.productId }
})

/** Makes a picture the one that lists show. */
export const showPictureFirst = command('catalog.show-picture-first', fileInput, may('manage', 'Catalog'), async (ctx, input) => {
  const { productId, kind } = await ownProductFile(ctx, input.fileId)
  const { _min } = await ctx.db.productFile.aggregate({ where: { productId, kind }, _min: { position: true } })
  await ctx.db.productFile.update({ where: { fileId: input.fileId }, data: { position: (_min.position ?? 1) - 1 } })
  await showFirstPicture(ctx, productId)
  return { productId }
})

async function ownProductFile(ctx: CommandContext, fileId: string) {
  const entry = await ctx.db.productFile.findFirst({
    where: { fileId, product: { ownerId: ctx.actor.organizationId } },
    include: { file: { select: { name: true, key: true } } },
  })
  if (!entry) throw notFound()
  await lockOwnProduct(ctx, asId(entry.productId))
  return entry
}

/** Two uploads at once get their places one after the other. */
async function lockOwnProduct(ctx: CommandContext, productId: Id<'Product'>): Promise<void> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    select 1 from product where id = ${productId}::uuid and owner_id = ${ctx.actor.organizationId}::uuid for update`
  if (rows.length === 0) throw notFound()
}

async function showFirstPicture(ctx: CommandContext, productId: string): Promise<void> {
  const first = await ctx.db.productFile.findFirst({ where: { productId, kind: 'picture' }, orderBy: { position: 'asc' } })
  await ctx.db.product.update({ where: { id: productId }, data: { pictureFileId: first?.fileId ?? null } })
}
