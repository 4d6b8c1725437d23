import { ownImport } from '@/lib/catalog/imports/queries'
import { respond } from '../../../respond'

/** How far an import is; asked by its page while it runs. */
export const GET = (_request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const { state, rowsDone, error } = await ownImport(ctx, (await params).id)
    return Response.json({ state, rowsDone, error })
  })
