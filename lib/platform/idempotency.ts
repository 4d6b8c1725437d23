import { createHash } from 'node:crypto'
import { type Db, prisma } from './db/client'
import { AppError } from './errors'
import { json } from './json'

/** Hours for which a repeated request is known. */
export const IDEMPOTENCY_HOURS = 48

interface Claim {
  tokenId: string
  key: string
  command: string
  input: unknown
}

/**
 * Does a program's work once for each key, in the transaction that is given: a repetition gets what was answered then, one
 * that comes while the first still runs waits for it. Work that failed leaves no key behind.
 * @throws AppError idempotency_key_reused when the key stands for another request
 */
export async function once<Result>(
  db: Db,
  { tokenId, key, command, input }: Claim,
  work: () => Promise<Result>,
  repeated: () => void,
): Promise<Result> {
  const inputHash = createHash('sha256')
    .update(JSON.stringify(input) ?? '')
    .digest('hex')
  // A key that another transaction is writing holds this one up until that has ended.
  const claimed = await db.$executeRaw`
    insert into idempotency_key (api_token_id, key, command, input_hash)
    values (${tokenId}::uuid, ${key}, ${command}, ${inputHash}) on conflict do nothing`
  const id = { apiTokenId_key: { apiTokenId: tokenId, key } }
  if (claimed === 0) {
    const before = await db.idempotencyKey.findUniqueOrThrow({ where: id })
    if (before.command !== command || before.inputHash !== inputHash) throw new AppError('idempotency_key_reused')
    repeated()
    return (before.result ?? undefined) as Result
  }
  const result = await work()
  if (result !== undefined) await db.idempotencyKey.update({ where: id, data: { result: json(result) } })
  return result
}

/** Keys that nobody repeats any more. */
export async function forgetIdempotencyKeys(now: Date): Promise<void> {
  await prisma().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - IDEMPOTENCY_HOURS * 3_600_000) } } })
}
