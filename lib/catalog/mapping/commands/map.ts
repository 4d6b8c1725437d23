import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { AppError, invalidInput, notFound } from '@/lib/platform/errors'
import { readInternalCategories } from '../model'
import {
  MAX_INTERNAL_CATEGORIES,
  mapCategoriesInput,
  mapUnitInput,
  removeInternalCategoryInput,
  removeUnitInput,
  saveInternalCategoriesInput,
} from '../schemas'

const maps = may('manage', 'VirtualCatalog')

/** Takes in own categories, a line each; a code that is there gets the new name. @throws AppError invalid_input that names the lines */
export const saveInternalCategories = command(
  'mapping.save-internal-categories',
  saveInternalCategoriesInput,
  maps,
  async (ctx, { lines }) => {
    const { organizationId } = ctx.actor
    const { categories, wrong } = readInternalCategories(lines)
    if (wrong.length > 0) throw new AppError('invalid_input', { fields: [{ field: 'lines', reason: 'own_lines' }], data: { lines: wrong } })
    if (categories.length === 0) throw invalidInput('lines', 'required')
    if (categories.length > MAX_INTERNAL_CATEGORIES) throw invalidInput('lines', 'too_many_own')
    await ctx.db.$executeRaw`
    insert into internal_category (id, organization_id, code, name)
    select gen_random_uuid(), ${organizationId}::uuid, c.code, c.name from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) as c(code text, name text)
    on conflict (organization_id, code) do update set name = excluded.name`
    ctx.audit({ entity: 'Organization', entityId: organizationId, after: { internalCategories: categories.length } })
    return { kept: categories.length }
  },
)

/** Removes an own category with what was mapped to it. @throws AppError not_found for another's */
export const removeInternalCategory = command(
  'mapping.remove-internal-category',
  removeInternalCategoryInput,
  maps,
  async (ctx, { internalCategoryId }) => {
    const gone = await ctx.db.internalCategory.deleteMany({ where: { id: internalCategoryId, organizationId: ctx.actor.organizationId } })
    if (gone.count === 0) throw notFound()
    ctx.audit({ entity: 'OwnCategory', entityId: internalCategoryId, after: { removed: true } })
  },
)

/** Maps categories, or takes mappings back; all of them or none. @throws AppError not_found for another's own category */
export const mapCategories = command('mapping.map-categories', mapCategoriesInput, maps, async (ctx, { mappings }) => {
  const { organizationId } = ctx.actor
  const wanted = [...new Set(mappings.flatMap(({ internalCategoryId }) => internalCategoryId ?? []))]
  if ((await ctx.db.internalCategory.count({ where: { id: { in: wanted }, organizationId } })) < wanted.length) throw notFound()
  await ctx.db.categoryMapping.deleteMany({ where: { organizationId, category: { in: mappings.map(({ category }) => category) } } })
  const data = mappings.flatMap(({ category, internalCategoryId }) =>
    internalCategoryId ? [{ organizationId, category, internalCategoryId }] : [],
  )
  await ctx.db.categoryMapping.createMany({ data, skipDuplicates: true })
  ctx.audit({ entity: 'Organization', entityId: organizationId, after: { mapped: data.length, of: mappings.length } })
})

/** Says how many own units one of a supplier's units is. */
export const mapUnit = command('mapping.map-unit', mapUnitInput, maps, async (ctx, { unit, ...data }) => {
  const { organizationId } = ctx.actor
  await ctx.db.unitMapping.upsert({
    where: { organizationId_unit: { organizationId, unit } },
    create: { organizationId, unit, ...data },
    update: data,
  })
  ctx.audit({ entity: 'Organization', entityId: organizationId, after: { unit, ...data } })
})

/** Forgets what was said of a unit. */
export const removeUnit = command('mapping.remove-unit', removeUnitInput, maps, async (ctx, { unit }) => {
  const { organizationId } = ctx.actor
  await ctx.db.unitMapping.deleteMany({ where: { organizationId, unit } })
  ctx.audit({ entity: 'Organization', entityId: organizationId, after: { unit, removed: true } })
})
