import { verifyLedger } from '@/lib/sourcing/auction/live/ledger'
import { getOwnLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { respond } from '../../../respond'

/**
 * The ledger of a closed lot, for its buyer, as `auction verify` reads it: GET /api/lots/…/ledger. With `?check` only
 * what a check of its sequence, chain and hashes says.
 */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async (ctx) => {
    const { lot, rules, entries, award } = await getOwnLedger(ctx, (await params).id)
    if (new URL(request.url).searchParams.has('check'))
      return Response.json({ ...verifyLedger(entries), head: entries.at(-1)?.hash ?? null })
    return Response.json(
      { lot, rules, entries, award },
      { headers: { 'content-disposition': `attachment; filename="ledger-${lot}.json"` } },
    )
  })
