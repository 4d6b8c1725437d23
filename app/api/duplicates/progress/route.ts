import { duplicateSearch } from '@/lib/catalog/duplicates/queries'
import { respond } from '../../respond'

/** How far the organization's search for duplicates is; asked by its page while it runs. */
export const GET = () =>
  respond(async (ctx) => {
    const { search } = await duplicateSearch(ctx)
    return Response.json({ state: search?.state ?? null, progress: search?.progress ?? 0 })
  })
