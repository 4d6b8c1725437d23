import { askedOf } from '@/lib/catalog/categories/queries'
import { respond } from '../../../respond'

/** What a category asks of its products: GET /api/categories/CODE/attributes. */
export const GET = (_request: Request, { params }: { params: Promise<{ code: string }> }) =>
  respond(async (ctx) => Response.json(await askedOf(ctx, (await params).code)))
