import { addRows } from '@/lib/purchasing/lists/commands/save-list'
import { getBuyingList } from '@/lib/purchasing/lists/queries'
import { requireSameOrigin, respond, sentTable } from '../../../respond'

/** Adds the rows of a CSV or XLSX file to a buying list, all or none: POST /api/lists/…/rows. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    const { id: listId } = await getBuyingList(ctx, (await params).id)
    const rows = await sentTable(request, ctx.actor, addRows.allows)
    return Response.json(await addRows(ctx, { listId, rows }))
  })
