import { searchCategories } from '@/lib/catalog/categories/queries'
import { respond } from '../respond'

/** Categories for a choice: GET /api/categories?q=… by the beginning of the code or a part of the name. */
export const GET = (request: Request) =>
  respond(async (ctx) => Response.json(await searchCategories(ctx, (new URL(request.url).searchParams.get('q') ?? '').slice(0, 80))))
