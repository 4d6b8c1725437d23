import type { Db } from '@/lib/platform/db/client'
import { invalidInput } from '@/lib/platform/errors'
import { limitRate } from '@/lib/platform/rate-limit'
import { hashPassword } from './secrets'

/** Guesses that it takes, on a scale from 0 to 4: 3 stands for more than 10⁸ of them, offline and knowing what people choose. */
const STRONG_ENOUGH = 3
/** What is behind makes a password better, never worse, and takes long to look at. */
const LOOKED_AT = 64

/** Choices of one person within a quarter of an hour: each costs some work. */
const CHOICES = 20

/** Estimates how many guesses a password takes. Its lists of what people choose take 20 MB: read when somebody chooses one. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT })
}
let estimator: ReturnType<typeof loadEstimator> | undefined

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** What a user is called, and the companies it belongs to. */
export async function namesOf(db: Db, email: string): Promise<string[]> {
  const { name, memberships } = await db.user.findUniqueOrThrow({
    where: { email },
    select: { name: true, memberships: { select: { organization: { select: { name: true } } } } },
  })
  return [name, ...memberships.map(({ organization }) => organization.name)]
}

/**
 * The hash of a password that somebody chooses, unless it is one that is guessed soon: common, a row of keys or the like, or made of the
 * person's own name, address or company.
 * @param of whose it is to be; what it has of these names counts for nothing
 * @throws AppError invalid_input for the field `password`, rate_limited
 */
export async function hashNewPassword(password: string, of: { email: string; names: readonly string[] }): Promise<string> {
  await limitRate('new-password', of.email, CHOICES, 15 * 60)
  estimator ??= loadEstimator().catch((error) => {
    estimator = undefined
    throw error
  })
  const words = ['stoa', ...[of.email, ...of.names].flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u))].filter(
    (word) => word.length > 2,
  )
  const unknown = words.reduce((rest, word) => rest.replaceAll(word, ''), folded(password))
  const { score } = (await estimator).check(unknown)
  if (score < STRONG_ENOUGH) throw invalidInput('password', 'password_guessed')
  return hashPassword(password)
}
