import { searchProducts } from '@/lib/discovery/search/queries'
import { searchParams } from '@/lib/discovery/search/schemas'
import { respond } from '../respond'

const SUGGESTIONS = 7

/** As-you-type: the first products for what was typed so far. */
export const GET = (request: Request) =>
  respond(async (ctx) => {
    const q = new URL(request.url).searchParams.get('q') ?? ''
    const found = await searchProducts(ctx, searchParams.parse({ q }), SUGGESTIONS)
    return Response.json({
      total: found.total,
      products: found.products.map(({ id, name, brand, categoryCode }) => ({ id, name, brand, categoryCode })),
    })
  })
