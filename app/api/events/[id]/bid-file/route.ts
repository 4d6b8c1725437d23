import { may } from '@/lib/parties/identity/abilities'
import { forbidden } from '@/lib/platform/errors'
import { readBids } from '@/lib/sourcing/events/lot-file'
import { getEvent } from '@/lib/sourcing/events/queries'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

/**
 * Reads a bidder's bids from a CSV or XLSX file; keeps nothing and bids nothing: the room sends them like any other:
 * POST /api/events/…/bid-file.
 */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    const event = await getEvent(ctx, (await params).id)
    if (event.side !== 'bidder') throw forbidden()
    return Response.json(readBids(await sentTable(request, ctx.actor, may('bid', 'Bid')), event.lots, ctx.actor.numberFormat))
  })
