import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { env } from './env'
import { derivedKey, validSecrets } from './keys'

/** AES-256-GCM: 12 bytes of nonce, 16 of tag (NIST SP 800-38D). */
const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

const keyName = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8)

/** Keys with which something may be sealed here, the one for what is sealed now first. */
function dataKeys(): Buffer[] {
  const { DATA_KEY, DATA_KEY_PREVIOUS } = env()
  const own = [DATA_KEY, DATA_KEY_PREVIOUS].filter((key) => key !== undefined)
  return [...own, ...validSecrets()].map((secret) => derivedKey(secret, 'data'))
}

/**
 * Encrypts what the database must not say by itself: who has its files or a backup, and not the installation's data key, reads nothing.
 * @param of whose it is, such as `code app` and the user's id: moved to another row it cannot be opened
 */
export function seal(text: string, of: string): string {
  const [key] = dataKeys() as [Buffer]
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(of))
  const content = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `sealed.${keyName(key)}.${content.toString('base64url')}`
}

/** @throws Error when it was sealed with a key that is not set here any more, for somebody else, or was changed */
export function unseal(sealed: string, of: string): string {
  const [, name, text = ''] = sealed.split('.')
  const key = dataKeys().find((candidate) => keyName(candidate) === name)
  if (!key)
    throw new Error('sealed with a data key that is not set: DATA_KEY_PREVIOUS or NEXTAUTH_SECRET_PREVIOUS names the one from before')
  const content = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv(CIPHER, key, content.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(of))
    .setAuthTag(content.subarray(-TAG))
  return Buffer.concat([decipher.update(content.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}

export const isSealed = (text: string): boolean => text.startsWith('sealed.')

/** Was it sealed with the key that is used now? What was not is lost with the key from before. */
export const isSealedNow = (sealed: string): boolean => sealed.split('.')[1] === keyName(dataKeys()[0] as Buffer)
