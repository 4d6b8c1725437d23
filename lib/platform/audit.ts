import type { Actor, AuditNote } from './context'
import type { Db } from './db/client'
import { json } from './json'
import { currentRequestId } from './log'

/** Writes what somebody did into the audit log: an entry for each row that changed, or one for the action alone. */
export async function writeAudit(
  db: Pick<Db, 'auditEntry'>,
  action: string,
  actor: Pick<Actor, 'userId' | 'organizationId' | 'token'> | { userId: string } | null,
  notes: readonly AuditNote[],
): Promise<void> {
  const rows = notes.length > 0 ? notes : [null]
  const token = actor && 'token' in actor ? actor.token : undefined
  await db.auditEntry.createMany({
    data: rows.map((note) => ({
      action,
      userId: actor?.userId ?? null,
      organizationId: actor && 'organizationId' in actor ? actor.organizationId : null,
      apiTokenId: token?.id ?? null,
      entity: note?.entity ?? null,
      entityId: note?.entityId ?? null,
      ...(note?.before !== undefined && { before: json(note.before) }),
      ...(note?.after !== undefined && { after: json(note.after) }),
      requestId: currentRequestId() ?? null,
    })),
  })
}
