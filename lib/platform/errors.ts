import { z } from 'zod'

/** What can go wrong, and the HTTP status that says so. The text on screen is `errors.<code>` in messages. */
const statuses = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  proof_needed: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  cart_changed: 409,
  cart_empty: 409,
  order_problem: 409,
  not_possible_now: 409,
  bid_rejected: 409,
  file_refused: 422,
  idempotency_key_reused: 422,
  payment_provider: 502,
  unavailable: 503,
  unexpected: 500,
} as const
export type ErrorCode = keyof typeof statuses

export interface FieldError {
  /** dotted path of the field */
  field: string
  /** key below `errors.fields`, or a sentence when the key is unknown */
  reason: string
}

/**
 * The one error that crosses layers: it becomes a form message, a problem+json response or a socket acknowledgement.
 */
export class AppError extends Error {
  readonly status: number
  constructor(
    readonly code: ErrorCode,
    readonly options: { fields?: FieldError[]; detail?: string; data?: unknown } = {},
  ) {
    super(options.detail ?? code)
    this.name = 'AppError'
    this.status = statuses[code]
  }
}

export const notFound = () => new AppError('not_found')
export const forbidden = (detail?: string) => new AppError('forbidden', detail ? { detail } : {})
export const invalidInput = (field: string, reason: string) => new AppError('invalid_input', { fields: [{ field, reason }] })

/** The error in the form that leaves the server: no stack, no internals. */
export interface Problem {
  code: ErrorCode
  status: number
  detail?: string
  fields?: FieldError[]
  data?: unknown
}

export function toProblem(error: unknown): Problem {
  if (error instanceof AppError) {
    const { fields, detail, data } = error.options
    return {
      code: error.code,
      status: error.status,
      ...(detail && { detail }),
      ...(fields && { fields }),
      ...(data !== undefined && { data }),
    }
  }
  if (error instanceof z.ZodError) return { code: 'invalid_input', status: 400, fields: fieldErrors(error) }
  if (isMalformedId(error)) return { code: 'not_found', status: 404 }
  if (isDatabaseGone(error)) return { code: 'unavailable', status: 503 }
  return { code: 'unexpected', status: 500 }
}

export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), reason: issue.message }))

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
])

/** Was the database out of reach? Such a request may be repeated later. */
export const isDatabaseGone = (error: unknown): boolean =>
  chain(error).some(
    ({ code, message }) =>
      (typeof code === 'string' && CONNECTION_CODES.has(code)) ||
      /Connection terminated|timeout exceeded when trying to connect|Can't reach database|the database system is/.test(String(message)),
  )

/** Did somebody ask for a row by what cannot be an id? There is no such row. */
const isMalformedId = (error: unknown): boolean => chain(error).some(({ message }) => /syntax for type uuid/.test(String(message)))

/** An error and what caused it. */
function chain(error: unknown): { code?: unknown; message?: unknown }[] {
  const links: { code?: unknown; message?: unknown }[] = []
  for (let at = error; at && typeof at === 'object' && links.length < 5; at = (at as { cause?: unknown }).cause) links.push(at)
  return links
}
