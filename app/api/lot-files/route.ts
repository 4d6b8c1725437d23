import { may } from '@/lib/parties/identity/abilities'
import { readLots } from '@/lib/sourcing/events/lot-file'
import { requireSameOrigin, respond, sentTable } from '../respond'

/** Reads the lots and lines of a CSV or XLSX file for the form of an auction; keeps nothing: POST /api/lot-files. */
export const POST = (request: Request) =>
  respond(async ({ actor }) => {
    requireSameOrigin(request)
    return Response.json(readLots(await sentTable(request, actor, may('source', 'Auction')), actor.numberFormat))
  })
