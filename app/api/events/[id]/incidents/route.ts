import { listIncidents } from '@/lib/sourcing/auction/live/incidents'
import { respond } from '../../../respond'

/** What was refused in an own event and what the buyer's side did: GET /api/events/…/incidents. */
export const GET = (_request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => Response.json({ incidents: await listIncidents(ctx, (await params).id) }))
