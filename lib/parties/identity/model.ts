/** Roles, by the kind of organization in which they mean something. */
export const rolesByKind = {
  buyer: ['requester', 'approver', 'purchaser', 'buyer_admin'],
  supplier: ['catalog_manager', 'sales', 'supplier_admin'],
  operator: ['network_operator'],
} as const

export type OrganizationKind = keyof typeof rolesByKind
export type Role = (typeof rolesByKind)[OrganizationKind][number]

export const organizationKinds = Object.keys(rolesByKind) as OrganizationKind[]

/** The roles that a member of an organization of these kinds can have. */
export const rolesFor = (kinds: readonly string[]): Role[] =>
  organizationKinds.filter((kind) => kinds.includes(kind)).flatMap((kind): readonly Role[] => rolesByKind[kind])

/** The roles of whoever founds an organization of these kinds. */
export const founderRoles = (kinds: readonly string[]): Role[] => rolesFor(kinds)

/** Days for which a link in a mail works. */
export const TOKEN_DAYS = { verify_email: 3, reset_password: 1, invitation: 14, change_address: 1 } as const

export const SESSION_DAYS = 14

/** What a token may allow, by the kind of organization in which it means something. */
export const scopesByKind = {
  buyer: ['auctions:read', 'auctions:source', 'orders:read', 'orders:write'],
  supplier: ['auctions:read', 'auctions:bid', 'catalogs:read', 'catalogs:write', 'orders:read', 'orders:write'],
  operator: [],
} as const satisfies Record<OrganizationKind, readonly string[]>
export type Scope = (typeof scopesByKind)[OrganizationKind][number]

/** The scopes that a token of an organization of these kinds can have. */
export const scopesFor = (kinds: readonly string[]): Scope[] => [
  ...new Set(organizationKinds.filter((kind) => kinds.includes(kind)).flatMap((kind): readonly Scope[] => scopesByKind[kind])),
]

/** Days for which a token works at the most, and hours for which the secret from before a rotation still does. */
export const API_TOKEN_DAYS = 365
export const ROTATION_HOURS = 24

/** Whose sign-in takes a second step: nobody's by rule, that of who spends, awards or administers, or everybody's. */
export const secondFactorPolicies = ['optional', 'privileged', 'everybody'] as const
export type SecondFactorPolicy = (typeof secondFactorPolicies)[number]

/** Minutes without a request after which a session ends: what an organization can choose from. */
export const idleMinutes = [15, 30, 60, 120, 240, 480, 1440, 10_080] as const

/** Passkeys of one user. */
export const MAX_PASSKEYS = 20

/** Roles with which somebody spends, awards or administers. A requester asks: beyond its limits an approver decides. */
const PRIVILEGED: readonly Role[] = ['approver', 'purchaser', 'buyer_admin', 'supplier_admin', 'network_operator']
export const isPrivileged = (roles: readonly Role[]): boolean => roles.some((role) => PRIVILEGED.includes(role))
