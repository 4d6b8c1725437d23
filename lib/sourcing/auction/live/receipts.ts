import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto'
import canonicalize from 'canonicalize'
import { pool, prisma } from '@/lib/platform/db/client'
import { env } from '@/lib/platform/env'
import { isSealed, isSealedNow, seal, unseal } from '@/lib/platform/sealed'
import { readSetting, settleSetting, writeSetting } from '@/lib/platform/settings'

/**
 * What a bidder keeps: proof that its bid is in the ledger. Source: auction rules, 13. Of a lot that hides what rivals do, `seq` and
 * `hash` are those of `ownEntry`.
 */
export interface Receipt {
  lot: string
  seq: number
  hash: string
  /** id of the key in the published set */
  key: string
  /** Ed25519, base64, over the canonical JSON of lot, seq and hash */
  signature: string
}

/** The setting that holds the key, sealed for this name. */
const AUCTION_KEY = 'auction-signing-key'

interface SigningKey {
  kid: string
  secret: KeyObject
  jwk: Record<string, unknown>
}
let loaded: Promise<SigningKey> | undefined

/** The installation's key: from the settings, or made once and kept in the database. */
const signingKey = (): Promise<SigningKey> => {
  loaded ??= loadKey().catch((error) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function loadKey(): Promise<SigningKey> {
  const text = env().AUCTION_SIGNING_KEY ?? (await keptKey())
  const secret = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  const jwk = createPublicKey(secret).export({ format: 'jwk' }) as Record<string, unknown>
  const kid = createHash('sha256').update(String(jwk.x)).digest('base64url').slice(0, 16)
  return { kid, secret, jwk: { ...jwk, kid, use: 'sig', alg: 'EdDSA' } }
}

async function keptKey(): Promise<string> {
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  // Two nodes that start together agree on whichever key came first.
  const kept = await settleSetting(AUCTION_KEY, seal(fresh, AUCTION_KEY))
  return isSealed(kept) ? unseal(kept, AUCTION_KEY) : kept
}

/** Seals the kept key with the present data key. */
export async function renewAuctionKey(): Promise<void> {
  const kept = await readSetting<string>(AUCTION_KEY)
  if (!kept || (isSealed(kept) && isSealedNow(kept))) return
  const key = isSealed(kept) ? unseal(kept, AUCTION_KEY) : kept
  await writeSetting(pool(), AUCTION_KEY, seal(key, AUCTION_KEY))
}

export async function issueReceipt(lot: string, entry: { seq: number; hash: string }): Promise<Receipt> {
  const { kid, secret } = await signingKey()
  const signed = { lot, seq: entry.seq, hash: entry.hash }
  const signature = sign(null, Buffer.from(canonicalize(signed) as string), secret).toString('base64')
  return { ...signed, key: kid, signature }
}

/**
 * An entry by what its actor knows of the ledger: its number among the actor's own, and the lower-case hex SHA-256 of
 * `{seq, at, actor, type, payload}` with that number, in canonical JSON. Whoever has the ledger later finds both in it again; until
 * then they tell nothing of what others have put in between.
 */
export async function ownEntry(lotId: string, actor: string, seq: number): Promise<{ seq: number; hash: string }> {
  const [place, { at, type, payload }] = await Promise.all([
    prisma().ledgerEntry.count({ where: { lotId, actor, seq: { lte: seq } } }),
    prisma().ledgerEntry.findUniqueOrThrow({ where: { lotId_seq: { lotId, seq } } }),
  ])
  const own = { seq: place, at: at.toISOString(), actor, type, payload }
  return { seq: place, hash: hash('sha256', canonicalize(own) as string) }
}

/** The public keys, as a JWK set. */
export async function publicKeys(): Promise<{ keys: Record<string, unknown>[] }> {
  return { keys: [(await signingKey()).jwk] }
}

/** Is the receipt signed by one of these keys? */
export function receiptValid(receipt: Receipt, keys: readonly Record<string, unknown>[]): boolean {
  const jwk = keys.find((key) => key.kid === receipt.key)
  if (!jwk) return false
  const signed = { lot: receipt.lot, seq: receipt.seq, hash: receipt.hash }
  const key = createPublicKey({ key: jwk, format: 'jwk' } as Parameters<typeof createPublicKey>[0])
  return verify(null, Buffer.from(canonicalize(signed) as string), key, Buffer.from(receipt.signature, 'base64'))
}
