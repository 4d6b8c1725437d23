import type { Db } from '@/lib/platform/db/client'

/** Holds a user until the transaction ends: what signs one in changes one after the other, and no session begins beside it. */
export async function lockUser(db: Pick<Db, '$queryRaw'>, userId: string): Promise<void> {
  await db.$queryRaw`select 1 from "user" where id = ${userId}::uuid for update`
}
