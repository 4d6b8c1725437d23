import { replayLot } from '@/lib/sourcing/auction/live/replay'
import { respond } from '../../../respond'

/** A closed lot moment by moment, as the caller's side saw it: GET /api/lots/…/replay. */
export const GET = (_request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => Response.json({ frames: await replayLot(ctx, (await params).id) }))
