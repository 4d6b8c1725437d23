import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import type { CommandContext } from '@/lib/platform/context'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { categoryPrefix, levelOf, parentOf } from '../model'
import { archiveCategoryInput, categoryCodeInput, requestedAttributesInput, saveCategoryInput } from '../schemas'

/** The tree is one for all networks of the installation, as products are; whoever runs a network keeps it. */
const keeps = may('manage', 'Network')

/** Puts a category under the one that its code names. @throws AppError invalid_input for a code that is taken or hangs in the air */
export const addCategory = command('categories.add', saveCategoryInput, keeps, async (ctx, input) => {
  const parentCode = parentOf(input.code)
  if (parentCode !== null && (await ctx.db.category.count({ where: { code: parentCode } })) === 0)
    throw invalidInput('code', 'category_parent')
  const { count } = await ctx.db.category.createMany({ data: { ...input, parentCode, level: levelOf(input.code) }, skipDuplicates: true })
  if (count === 0) throw invalidInput('code', 'category_taken')
  ctx.audit({ entity: 'Category', entityId: input.code, after: input })
})

/** Names a category anew; search finds its products by the new name soon after. @throws AppError not_found */
export const renameCategory = command('categories.rename', saveCategoryInput, keeps, async (ctx, { code, ...names }) => {
  const before = await existing(ctx, code)
  await ctx.db.category.update({ where: { code }, data: names })
  ctx.audit({ entity: 'Category', entityId: code, before: { nameEn: before.nameEn, nameZh: before.nameZh }, after: names })
  ctx.emit({ type: 'category.renamed', code })
})

/** Takes a category, with all below it, from what can be chosen, or offers it again; what is in it stays. @throws AppError not_found */
export const archiveCategory = command('categories.archive', archiveCategoryInput, keeps, async (ctx, { code, archived }) => {
  await existing(ctx, code)
  await ctx.db.category.updateMany({ where: below(code), data: { archived } })
  ctx.audit({ entity: 'Category', entityId: code, after: { archived } })
})

/** Removes a category that nothing is in and nothing lies below. @throws AppError not_found, not_possible_now */
export const removeCategory = command('categories.remove', categoryCodeInput, keeps, async (ctx, { code }) => {
  const before = await existing(ctx, code)
  const [products, lower, mappings] = await Promise.all([
    ctx.db.product.count({ where: { categoryCode: code } }),
    ctx.db.category.count({ where: { ...below(code), NOT: { code } } }),
    ctx.db.categoryMapping.count({ where: { category: code } }),
  ])
  if (products + lower + mappings > 0) throw new AppError('not_possible_now', { detail: 'category_in_use' })
  await ctx.db.category.delete({ where: { code } })
  ctx.audit({ entity: 'Category', entityId: code, before })
})

/** Says which attributes products of a category should have; the order is kept. @throws AppError not_found */
export const saveRequestedAttributes = command(
  'categories.save-requested-attributes',
  requestedAttributesInput,
  keeps,
  async (ctx, { code, attributes }) => {
    await existing(ctx, code)
    await ctx.db.categoryAttribute.deleteMany({ where: { categoryCode: code } })
    await ctx.db.categoryAttribute.createMany({
      data: attributes.map((attribute, position) => ({ ...attribute, categoryCode: code, position })),
    })
    ctx.audit({ entity: 'Category', entityId: code, after: { attributes } })
  },
)

/** Holds the row: two who change one category come one after the other. */
async function existing(ctx: CommandContext, code: string) {
  await ctx.db.$queryRaw`select 1 from category where code = ${code} for update`
  const category = await ctx.db.category.findUnique({ where: { code }, select: { nameEn: true, nameZh: true, archived: true } })
  if (!category) throw notFound()
  return category
}

const below = (code: string) => {
  const prefix = categoryPrefix(code)
  return { code: { gte: prefix.padEnd(8, '0'), lte: prefix.padEnd(8, '9') } }
}
