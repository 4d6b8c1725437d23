import { Readable } from 'node:stream'
import { copyOfPersonalData } from '@/lib/insight/personal-data/export'
import { exportPerson } from '@/lib/parties/identity/commands/export-person'
import { respond } from '../respond'

/** A copy of what is kept about the signed-in user, who has just shown again who they are. */
export const GET = () =>
  respond(async ({ actor }) => {
    await exportPerson({ actor })
    return new Response(Readable.toWeb(Readable.from(copyOfPersonalData(actor))) as never, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="my-data.json"' },
    })
  })
