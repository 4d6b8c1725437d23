import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const blank = (value: unknown) => (value === '' ? undefined : value)
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema)

/** Every setting of the server, in one place; `.env.example` explains each. */
const environment = z
  .object({
    DATABASE_URL: z.string().startsWith('postgres'),
    PORT: setting(z.coerce.number().int().min(0).max(65535).default(3000)),
    PUBLIC_URL: setting(z.url().optional()),
    NODE_URL: setting(z.url().optional()),
    STOA_DEMO: setting(flag.default(false)),
    STOA_DATA: setting(z.string().default('.data')),
    NEXTAUTH_SECRET: setting(z.string().min(32, 'at least 32 characters, such as the output of: openssl rand -base64 32')),
    NEXTAUTH_SECRET_PREVIOUS: setting(z.string().min(32, 'the secret from before, of at least 32 characters').optional()),
    DATA_KEY: setting(z.string().min(32, 'at least 32 characters, such as the output of: openssl rand -base64 32').optional()),
    DATA_KEY_PREVIOUS: setting(z.string().min(32, 'the key from before, of at least 32 characters').optional()),
    AUCTION_SIGNING_KEY: setting(z.string().optional()),
    LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')),
    STOA_WORKER: setting(flag.default(true)),
    SECURITY_CONTACT: setting(
      z
        .string()
        .regex(/^(mailto:|https:\/\/)\S+$/, 'begins with mailto: or https://')
        .optional(),
    ),
    KEEP_EVENTS_DAYS: setting(z.coerce.number().int().min(1).max(3650).default(14)),
    KEEP_MAILS_DAYS: setting(z.coerce.number().int().min(7).max(3650).default(90)),
    KEEP_NOTIFICATIONS_DAYS: setting(z.coerce.number().int().min(7).max(3650).default(365)),
    KEEP_SESSIONS_DAYS: setting(z.coerce.number().int().min(1).max(3650).default(90)),
    KEEP_SECURITY_LOG_DAYS: setting(z.coerce.number().int().min(30).max(3650).default(400)),
    METRICS_TOKEN: setting(z.string().min(16, 'at least 16 characters, such as the output of: openssl rand -base64 24').optional()),
    CLIENT_CERTIFICATE_HEADER: setting(
      z
        .string()
        .toLowerCase()
        .regex(/^[a-z0-9-]+$/, 'the name of a header, such as x-client-certificate')
        .optional(),
    ),
    TRUSTED_PROXIES: setting(z.coerce.number().int().min(0).max(10).default(0)),
    REDIS_URL: setting(z.string().startsWith('redis').optional()),
    SMTP_URL: setting(z.string().startsWith('smtp').optional()),
    MAIL_FROM: setting(z.string().default('Stoa <no-reply@stoa.example>')),
    STRIPE_SECRET_KEY: setting(z.string().startsWith('sk_').optional()),
    STRIPE_WEBHOOK_SECRET: setting(z.string().startsWith('whsec_').optional()),
    STRIPE_API_URL: setting(z.url().optional()),
    OIDC_ISSUER: setting(z.url().optional()),
    OIDC_CLIENT_ID: setting(z.string().optional()),
    OIDC_CLIENT_SECRET: setting(z.string().optional()),
    OIDC_NAME: setting(z.string().default('SSO')),
    S3_BUCKET: setting(z.string().optional()),
    S3_ENDPOINT: setting(z.url().optional()),
    S3_REGION: setting(z.string().default('us-east-1')),
    MEILI_URL: setting(z.url().optional()),
    MEILI_KEY: setting(z.string().optional()),
    REFERENCE_CURRENCY: setting(z.string().length(3).default('EUR')),
  })
  .refine((env) => !env.STRIPE_SECRET_KEY || env.STRIPE_WEBHOOK_SECRET, {
    path: ['STRIPE_WEBHOOK_SECRET'],
    message: 'is needed together with STRIPE_SECRET_KEY',
  })
  .refine((env) => !env.CLIENT_CERTIFICATE_HEADER || env.TRUSTED_PROXIES > 0, {
    path: ['CLIENT_CERTIFICATE_HEADER'],
    message: 'is set by a proxy in front: set TRUSTED_PROXIES, too',
  })
  .refine((env) => !env.OIDC_ISSUER || (env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET), {
    path: ['OIDC_CLIENT_ID'],
    message: 'and OIDC_CLIENT_SECRET are needed together with OIDC_ISSUER',
  })
export type Env = z.output<typeof environment>

let read: Env | undefined

/** The settings, read once. @throws Error that names each wrong setting and its remedy */
export function env(): Env {
  read ??= readEnvironment(process.env)
  return read
}

export function readEnvironment(source: NodeJS.ProcessEnv): Env {
  const result = environment.safeParse(source)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Settings are wrong: ${lines.join('; ')}`)
}
