import { dryRunLot } from '@/lib/sourcing/auction/live/dry-run'
import { respond } from '../../../respond'

/** A lot of an own event played by simulated bidders: GET /api/lots/…/dry-run?bidders=5&seed=1&as=buyer. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => Response.json(await dryRunLot(ctx, (await params).id, Object.fromEntries(new URL(request.url).searchParams))))
