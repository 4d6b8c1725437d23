import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './install.js'
import { StartError } from './steps'

/** Settings that may stand in a file of their own, as orchestrators hand out secrets: `NEXTAUTH_SECRET_FILE` names the one's file. */
const SECRETS = [
  'DATABASE_URL',
  'NEXTAUTH_SECRET',
  'NEXTAUTH_SECRET_PREVIOUS',
  'DATA_KEY',
  'DATA_KEY_PREVIOUS',
  'AUCTION_SIGNING_KEY',
  'METRICS_TOKEN',
  'REDIS_URL',
  'SMTP_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'OIDC_CLIENT_SECRET',
  'MEILI_KEY',
  'AWS_SECRET_ACCESS_KEY',
]

/**
 * Reads `.env`, and secrets that stand in files.
 * @throws StartError that names a file that cannot be read, and a secret that is given twice
 */
export function loadEnvironment(): void {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  for (const name of SECRETS) {
    const file = process.env[`${name}_FILE`]
    if (!file) continue
    if (process.env[name]) throw new StartError(`${name} and ${name}_FILE are both set: leave one out.`)
    try {
      process.env[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      throw new StartError(`${name}_FILE is ${file}, which cannot be read: ${error instanceof Error ? error.message : error}`)
    }
  }
}
