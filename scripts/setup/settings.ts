import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadEnvironment } from './environment'
import { dataFolder } from './postgres'
import { StartError } from './steps'

/** How Stoa runs: `npm start`, `npm run dev`, `npm run worker`. */
export type Mode = 'start' | 'dev' | 'worker'

/**
 * Reads the settings, decides between demo and production, and fills in what the demo needs. Production brings its own. The demo, whose passwords
 * everybody knows and whose mailbox shows everybody's mail, comes by itself with the embedded database alone: into another one, on request.
 * @throws StartError with the setting that is missing or weak
 */
export function settle(mode: Mode): void {
  loadEnvironment()
  const production = process.env.NODE_ENV === 'production'
  if (production && !process.env.DATABASE_URL)
    throw new StartError('With NODE_ENV=production Stoa needs DATABASE_URL; leave NODE_ENV unset for the demo.')
  if (production) checkPublicUrl(process.env.PUBLIC_URL)
  const isEmbedded = !process.env.DATABASE_URL
  process.env.STOA_DEMO = production ? '0' : (process.env.STOA_DEMO ?? (isEmbedded ? '1' : '0'))
  process.env.STOA_DATA = dataFolder()
  if (!production) {
    process.env.NEXTAUTH_SECRET ??= keptSecret()
    if (mode !== 'worker') process.env.LOG_LEVEL ??= 'warn'
  }
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  if (secret.length < 32 || new Set(secret).size < 10)
    throw new StartError(
      'NEXTAUTH_SECRET is missing or weak: set it to at least 32 random characters, such as the output of `openssl rand -base64 32`.',
    )
  const port = process.env.PORT || '3000'
  process.env.NEXTAUTH_URL = process.env.PUBLIC_URL ?? `http://localhost:${port}`
}

/** Without https, or without a word of it, browsers would send the session's cookie in clear. */
function checkPublicUrl(address: string | undefined): void {
  if (!address)
    throw new StartError('With NODE_ENV=production Stoa needs PUBLIC_URL: the address that people open, such as https://stoa.example.com.')
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' }
  if (protocol !== 'https:' && !(protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)))
    throw new StartError(
      `PUBLIC_URL is ${address}: with NODE_ENV=production it has to begin with https://, which a proxy in front may provide.`,
    )
}

/** The secret of an installation that was given none, such as the demo: made once, so that sessions outlive a restart. */
export function keptSecret(): string {
  const file = path.join(dataFolder(), 'session-secret')
  if (!existsSync(file)) {
    try {
      mkdirSync(dataFolder(), { recursive: true })
      writeFileSync(file, randomBytes(36).toString('base64'), { mode: 0o600 })
    } catch {
      throw new StartError(
        `The data folder ${dataFolder()} cannot be written. Make it writable for this user, or set STOA_DATA to another folder.`,
      )
    }
  }
  return readFileSync(file, 'utf8')
}
