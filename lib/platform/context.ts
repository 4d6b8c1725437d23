import type { Db } from './db/client'
import type { DomainEvent } from './events'
import type { NumberFormat } from './i18n/number-formats'
import type { Log } from './log'
import type { SecurityNote } from './security-log/note'

/** A network that the actor's organization trades in, with the rights it has there. */
export interface ActorNetwork {
  id: string
  rights: readonly string[]
}

/** Who acts: a user in one organization, or a program with the organization's token. Nothing is known of the roles' meaning here; abilities say what they allow. */
export interface Actor {
  userId: string
  userName: string
  email: string
  organizationId: string
  organizationName: string
  kinds: readonly string[]
  roles: readonly string[]
  /** active memberships whose current terms are accepted */
  networks: readonly ActorNetwork[]
  /** finds and buys only what the organization's virtual catalogs hold */
  catalogsOnly: boolean
  /** organizations whose joins of duplicate products hold for it, its own among them; none for most */
  mergesOf: readonly string[]
  sessionId: string | null
  /** the end of the session, or of the secret that a program has shown; null on the command line and in jobs */
  accessEndsAt: Date | null
  /** when the user of a browser last showed who they are; null for programs, on the command line and in jobs */
  provenAt: Date | null
  /** of a program: its token and what that allows; `userId` is who made the token */
  token?: { id: string; scopes: readonly string[] }
  locale: 'en' | 'zh'
  timeZone: string
  numberFormat: NumberFormat
  currency: string
  country: string
}

/** A row that a command changed, for the audit log. */
export interface AuditNote {
  entity: string
  entityId: string
  before?: unknown
  after?: unknown
}

/** What every query gets. */
export interface ReadContext {
  actor: Actor
  db: Db
  now: Date
}

/** What every command gets: the same, in a transaction, with ways to speak of what it did. */
export interface CommandContext extends ReadContext {
  log: Log
  /** a domain event; leaves by the outbox after the commit */
  emit(event: DomainEvent): void
  audit(note: AuditNote): void
  /** for the security log of the actor's organization, unless told otherwise */
  note(note: Partial<SecurityNote> & Pick<SecurityNote, 'kind'>): void
}

/** Ids of the networks in which the actor's organization has a right. */
export const networksWith = (actor: Actor, right: 'browse' | 'publish' | 'source' | 'bid'): string[] =>
  actor.networks.filter((network) => network.rights.includes(right)).map((network) => network.id)
