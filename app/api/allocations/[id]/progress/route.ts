import { ownAllocation } from '@/lib/sourcing/allocation/queries'
import { respond } from '../../../respond'

/** How far the search for a split is; asked by its page while it runs. */
export const GET = (_request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const { state, progress } = await ownAllocation(ctx, (await params).id)
    return Response.json({ state, progress })
  })
