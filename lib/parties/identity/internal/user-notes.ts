import type { Db } from '@/lib/platform/db/client'
import { NO_ORGANIZATION, type SecurityKind } from '@/lib/platform/security-log/chain'
import { noteSecurity } from '@/lib/platform/security-log/note'

/** The organizations whose administrators read what happens to a user's account; none for an account that nobody has. */
export async function organizationsOf(db: Db, userId: string | null): Promise<string[]> {
  // Asked for nobody, too: what it takes must not say whether an address is known.
  const memberships = await db.membership.findMany({ where: { userId: userId ?? NO_ORGANIZATION }, select: { organizationId: true } })
  return memberships.map(({ organizationId }) => organizationId)
}

/** Notes in the security log what happened at a user's account, outside a command. */
export async function noteAtAccount(db: Db, kind: SecurityKind, userId: string | null, about: Record<string, unknown> = {}): Promise<void> {
  await noteSecurity({ kind, userId, organizationIds: await organizationsOf(db, userId), about })
}
