import { may } from '@/lib/parties/identity/abilities'
import { forbidden } from '@/lib/platform/errors'
import { readLots } from '@/lib/sourcing/events/lot-file'
import { requireSameOrigin, respond, sentTable } from '../respond'

/** Reads the lots and lines of a CSV or XLSX file for the form of an auction; keeps nothing: POST /api/lot-files. */
export const POST = (request: Request) =>
  respond(async ({ actor }) => {
    requireSameOrigin(request)
    if (!may('source', 'Auction')(actor)) throw forbidden()
    return Response.json(readLots(await sentTable(request, { actor }), actor.numberFormat))
  })
