import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability'
import type { Actor } from '@/lib/platform/context'
import type { Role, Scope } from './model'

/**
 * Who may do what: the only file that says so. Roles give actions on subjects; which rows are meant is said by the
 * filters in each domain's queries, which always hold the actor's organization.
 */
export type Subject =
  | 'Cart'
  | 'PurchaseOrder'
  | 'SupplierOrder'
  | 'OrderResponse'
  | 'DespatchAdvice'
  | 'GoodsReceipt'
  | 'Requisition'
  | 'CatalogVersion'
  | 'Contract'
  | 'Catalog'
  | 'PriceList'
  | 'VirtualCatalog'
  | 'Search'
  | 'Auction'
  | 'Bid'
  | 'Network'
  | 'NetworkMembership'
  | 'Organization'
  | 'Rate'
  | 'Own'
export type Action =
  | 'read'
  | 'use'
  | 'place'
  | 'approve'
  | 'close'
  | 'issue'
  | 'create'
  | 'manage'
  | 'publish'
  | 'source'
  | 'award'
  | 'bid'
  | 'apply'
export type Ability = MongoAbility<[Action, Subject]>

type Grant = readonly [Action, Subject]
const buying: readonly Grant[] = [
  ['read', 'Search'],
  ['use', 'Cart'],
  ['read', 'PurchaseOrder'],
  ['place', 'PurchaseOrder'],
  ['close', 'PurchaseOrder'],
  ['issue', 'GoodsReceipt'],
  ['create', 'Requisition'],
]
const pricing: readonly Grant[] = [
  ['read', 'PriceList'],
  ['manage', 'PriceList'],
  ['approve', 'Contract'],
]
const collecting: readonly Grant[] = [
  ['manage', 'VirtualCatalog'],
  ['approve', 'CatalogVersion'],
]
const approving: readonly Grant[] = [['approve', 'PurchaseOrder']]
/** Answers what colleagues need, and keeps what the company gives out itself. */
const answering: readonly Grant[] = [
  ['approve', 'Requisition'],
  ['manage', 'Requisition'],
]
/** What a supplier does with an order. */
const delivering: readonly Grant[] = [
  ['read', 'SupplierOrder'],
  ['issue', 'OrderResponse'],
  ['issue', 'DespatchAdvice'],
]
const sourcing: readonly Grant[] = [
  ['read', 'Auction'],
  ['source', 'Auction'],
  ['award', 'Auction'],
  // what a forward auction sold
  ...delivering,
]
const catalogs: readonly Grant[] = [['read', 'Catalog'], ['manage', 'Catalog'], ['publish', 'Catalog'], ...pricing]
const selling: readonly Grant[] = [
  ...delivering,
  ['read', 'Auction'],
  ['bid', 'Bid'],
  // what was won in a forward auction
  ['read', 'PurchaseOrder'],
  ['close', 'PurchaseOrder'],
  ['issue', 'GoodsReceipt'],
]
const administration: readonly Grant[] = [
  ['manage', 'Organization'],
  ['apply', 'NetworkMembership'],
]

const grants: Record<Role, readonly Grant[]> = {
  requester: buying,
  approver: [...approving, ['read', 'Search'], ['read', 'PurchaseOrder'], ['read', 'Auction']],
  purchaser: [...buying, ...approving, ...answering, ...sourcing, ...pricing, ...collecting],
  buyer_admin: [...buying, ...approving, ...answering, ...sourcing, ...pricing, ...collecting, ...administration],
  catalog_manager: catalogs,
  sales: [...selling, ...pricing, ['read', 'Catalog']],
  supplier_admin: [...catalogs, ...selling, ...administration],
  network_operator: [
    ['manage', 'Network'],
    ['manage', 'NetworkMembership'],
    ['manage', 'Rate'],
    ['read', 'Search'],
    ...collecting,
    ...administration,
  ],
}

/** What a program may do: by its token's scopes alone, whatever the roles of who made the token. */
const scopeGrants: Record<Scope, readonly Grant[]> = {
  'auctions:read': [['read', 'Auction']],
  'auctions:source': sourcing,
  'auctions:bid': [
    ['read', 'Auction'],
    ['bid', 'Bid'],
  ],
  'orders:read': [
    ['read', 'PurchaseOrder'],
    ['read', 'SupplierOrder'],
  ],
  'orders:write': [
    ...delivering,
    ['read', 'PurchaseOrder'],
    ['place', 'PurchaseOrder'],
    ['close', 'PurchaseOrder'],
    ['issue', 'GoodsReceipt'],
  ],
  'catalogs:read': [['read', 'Catalog']],
  'catalogs:write': [
    ['read', 'Catalog'],
    ['publish', 'Catalog'],
  ],
}

/** By roles or scopes: they alone decide, and a thousand open sockets share what a handful of combinations gives. */
const known = new Map<string, Ability>()

/** What the actor may do. */
export function abilityOf(actor: Actor): Ability {
  const key = actor.token ? `scopes ${actor.token.scopes.toSorted().join()}` : `roles ${actor.roles.toSorted().join()}`
  const before = known.get(key)
  if (before) return before
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility)
  const granted = actor.token
    ? (actor.token.scopes as Scope[]).flatMap((scope) => scopeGrants[scope] ?? [])
    : [['use', 'Own'] as const, ...(actor.roles as Role[]).flatMap((role) => grants[role] ?? [])]
  for (const [action, subject] of granted) can(action, subject)
  const ability = build()
  known.set(key, ability)
  return ability
}

/** The guard of a command. */
export const may =
  (action: Action, subject: Subject) =>
  (actor: Actor): boolean =>
    abilityOf(actor).can(action, subject)

/** May the actor do any of these? */
export const mayAny =
  (...pairs: Grant[]) =>
  (actor: Actor): boolean =>
    pairs.some(([action, subject]) => abilityOf(actor).can(action, subject))

/**
 * The sides on which the actor's company trades day by day. Through a forward auction it may have an order on the other
 * side as well: that is read by whoever may, but has no place of its own in the navigation.
 */
export const sidesOf = (actor: Actor): { buys: boolean; sells: boolean } => ({
  buys: actor.kinds.includes('buyer') && may('read', 'PurchaseOrder')(actor),
  sells: actor.kinds.includes('supplier') && may('read', 'SupplierOrder')(actor),
})
