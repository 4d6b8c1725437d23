import { findListOffers } from '@/lib/pricing/price-lists/queries'
import { respond } from '../../../respond'

/** Offers for which a list can have a price: GET /api/price-lists/…/offers?q=… */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) =>
    Response.json(await findListOffers(ctx, (await params).id, (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 80))),
  )
