import { may } from '@/lib/parties/identity/abilities'
import { command } from '@/lib/platform/command'
import { networksWith } from '@/lib/platform/context'
import { AppError } from '@/lib/platform/errors'
import { startDuplicateSearchInput } from '../schemas'

/**
 * Starts the search for duplicates among all products that the organization sees in its networks. A job does it.
 * @throws AppError not_possible_now while one is running
 */
export const startDuplicateSearch = command(
  'duplicates.search',
  startDuplicateSearchInput,
  may('manage', 'VirtualCatalog'),
  async (ctx) => {
    const { organizationId, userId } = ctx.actor
    const fresh = { state: 'running' as const, progress: 0, products: 0, found: 0, startedBy: userId, startedAt: ctx.now, endedAt: null }
    await ctx.db.duplicateSearch.createMany({ data: { organizationId, ...fresh, state: 'done' }, skipDuplicates: true })
    const started = await ctx.db.duplicateSearch.updateMany({ where: { organizationId, state: { not: 'running' } }, data: fresh })
    if (started.count === 0) throw new AppError('not_possible_now', { detail: 'search_runs' })
    ctx.emit({ type: 'duplicates.search-started', organizationId, networkIds: networksWith(ctx.actor, 'browse') })
  },
)
