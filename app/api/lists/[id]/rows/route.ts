import { addRows } from '@/lib/purchasing/lists/commands/save-list'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

/** Adds the rows of a CSV or XLSX file to a buying list, all or none: POST /api/lists/…/rows. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async ({ actor }) => {
    requireSameOrigin(request)
    return Response.json(await addRows({ actor }, { listId: (await params).id, rows: await sentTable(request, { actor }) }))
  })
