import { z } from 'zod'
import { getProduct } from '@/lib/catalog/offers/product-queries'
import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, notFound } from '@/lib/platform/errors'
import { idOf } from '@/lib/platform/fields/ids'
import { dropFile, registerFile } from '@/lib/platform/files/stored-files'
import { internalContentInput } from '../schemas'

const editsInternalContent = may('manage', 'VirtualCatalog')

/** More than this many of a kind are not kept for one product. */
const MAX_FILES = 12

/**
 * Keeps what the organization says of a product beside its supplier: a note and attributes, shown to its own users and found by them; an
 * operator's to the members of its networks too. What is left out is taken back; files stay.
 * @throws AppError not_found for a product that the actor does not see
 */
export const editInternalContent = command(
  'internal-content.save',
  internalContentInput,
  editsInternalContent,
  async (ctx, { productId, note, attributes }) => {
    await getProduct(ctx, productId)
    const { organizationId, userId } = ctx.actor
    const texts = Object.fromEntries(Object.entries(note).filter(([, text]) => text !== ''))
    await ctx.db.$executeRaw`
    insert into internal_content (organization_id, product_id, note, attributes, words, changed_by, changed_at)
    select ${organizationId}::uuid, ${productId}::uuid, n.note, n.attributes, internal_content_words(n.note, n.attributes), ${userId}::uuid, ${ctx.now}
    from (select ${JSON.stringify(texts)}::jsonb as note, ${JSON.stringify(attributes)}::jsonb as attributes) n
    on conflict (organization_id, product_id) do update set note = excluded.note, attributes = excluded.attributes, words = excluded.words,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`
    ctx.audit({ entity: 'Product', entityId: productId, after: { note: texts, attributes } })
  },
)

export const addInternalContentFileInput = z.object({
  productId: idOf('Product'),
  kind: z.enum(['picture', 'document']),
  name: z.string().trim().min(1).max(200),
  stored: z.object({ key: z.string(), size: z.int(), sha256: z.string(), mediaType: z.string() }),
})

/** Adds a kept picture or document to a product, whoever owns that. @throws AppError not_found for what the actor does not see */
export const addInternalContentFile = command(
  'internal-content.add-file',
  addInternalContentFileInput,
  editsInternalContent,
  async (ctx, input) => {
    const { productId, kind, name, stored } = input
    const { organizationId, userId } = ctx.actor
    await getProduct(ctx, productId)
    // Holds the row, so that two uploads at once get their places one after the other.
    await ctx.db.$executeRaw`
    insert into internal_content (organization_id, product_id, changed_by, changed_at)
    values (${organizationId}::uuid, ${productId}::uuid, ${userId}::uuid, ${ctx.now})
    on conflict (organization_id, product_id) do update set changed_by = excluded.changed_by, changed_at = excluded.changed_at`
    const { _max, _count } = await ctx.db.internalContentFile.aggregate({
      where: { organizationId, productId, kind },
      _max: { position: true },
      _count: true,
    })
    if (_count >= MAX_FILES) throw new AppError('not_possible_now', { detail: 'too_many_files' })
    const file = await registerFile(ctx, { ...stored, organizationId, name })
    await ctx.db.internalContentFile.create({
      data: { fileId: file.id, organizationId, productId, kind, position: (_max.position ?? 0) + 1 },
    })
    ctx.audit({ entity: 'Product', entityId: productId, after: { kind, file: name } })
    return { fileId: file.id }
  },
)

const fileInput = z.object({ fileId: idOf('StoredFile') })

/** Takes a picture or document off again; the file itself goes by a job after the commit. @throws AppError not_found for another's */
export const removeInternalContentFile = command(
  'internal-content.remove-file',
  fileInput,
  editsInternalContent,
  async (ctx, { fileId }) => {
    const entry = await ownFile(ctx, fileId)
    await ctx.db.internalContentFile.delete({ where: { fileId } })
    await dropFile(ctx, fileId)
    ctx.audit({ entity: 'Product', entityId: entry.productId, before: { kind: entry.kind, file: entry.file.name } })
  },
)

/** Makes a picture the first of those that the organization has added. @throws AppError not_found for another's */
export const showAddedFirst = command('internal-content.show-first', fileInput, editsInternalContent, async (ctx, { fileId }) => {
  const { productId, kind } = await ownFile(ctx, fileId)
  const { organizationId } = ctx.actor
  const { _min } = await ctx.db.internalContentFile.aggregate({ where: { organizationId, productId, kind }, _min: { position: true } })
  await ctx.db.internalContentFile.update({ where: { fileId }, data: { position: (_min.position ?? 1) - 1 } })
  ctx.audit({ entity: 'Product', entityId: productId, after: { first: fileId } })
})

async function ownFile(ctx: CommandContext, fileId: string) {
  const entry = await ctx.db.internalContentFile.findFirst({
    where: { fileId, organizationId: ctx.actor.organizationId },
    include: { file: { select: { name: true, key: true } } },
  })
  if (!entry) throw notFound()
  const { organizationId, productId } = entry
  await ctx.db
    .$queryRaw`select 1 from internal_content where organization_id = ${organizationId}::uuid and product_id = ${productId}::uuid for update`
  return entry
}
