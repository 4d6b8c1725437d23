import { firstRows } from '@/lib/catalog/imports/queries'
import { previewInput } from '@/lib/catalog/imports/schemas'
import { may } from '@/lib/parties/identity/abilities'
import { AppError } from '@/lib/platform/errors'
import { requireSameOrigin, respond } from '../../../respond'

/** The first rows of a file as they will be read with the columns that are sent; asked by its page while they are chosen. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    requireSameOrigin(request)
    if (!may('manage', 'Catalog')(ctx.actor)) throw new AppError('forbidden')
    const { importId, targets } = previewInput.parse({ ...(await request.json().catch(() => ({}))), importId: (await params).id })
    return Response.json(await firstRows(ctx, importId, targets))
  })
