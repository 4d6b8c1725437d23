import type { Role } from '@/lib/parties/identity/model'

/** Who in an organization is told of what, by role. */
export const BUYERS: Role[] = ['requester', 'purchaser', 'buyer_admin']
export const PURCHASERS: Role[] = ['purchaser', 'buyer_admin']
export const APPROVERS: Role[] = ['approver', 'purchaser', 'buyer_admin']
export const CATALOG_KEEPERS: Role[] = ['purchaser', 'buyer_admin', 'network_operator']
export const SELLERS: Role[] = ['sales', 'supplier_admin']
export const ADMINS: Role[] = ['buyer_admin', 'supplier_admin', 'network_operator']
