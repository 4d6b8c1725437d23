import type { Action, Subject } from '@/lib/parties/identity/abilities'

export type NavigationKey =
  | 'home'
  | 'catalog'
  | 'favourites'
  | 'lists'
  | 'requests'
  | 'cart'
  | 'orders'
  | 'sales'
  | 'auctions'
  | 'deals'
  | 'selling'
  | 'catalogs'
  | 'prices'
  | 'reports'
  | 'fees'
  | 'network'
  | 'rates'
  | 'pages'
  | 'categories'
  | 'settings'
  | 'mailbox'

export interface NavigationItem {
  key: NavigationKey
  href: string
}

/**
 * The rail: only what the user may do, and of orders the side that its company trades on; what a forward auction sold or
 * bought is found on the orders page.
 */
export function navigationFor(
  can: (action: Action, subject: Subject) => boolean,
  { buys, sells }: { buys: boolean; sells: boolean },
  demo: boolean,
): NavigationItem[] {
  const items: (NavigationItem & { shown: boolean })[] = [
    { key: 'home', href: '/', shown: true },
    { key: 'catalog', href: '/catalog', shown: can('read', 'Search') },
    { key: 'cart', href: '/cart', shown: can('use', 'Cart') },
    { key: 'favourites', href: '/favourites', shown: can('use', 'Cart') },
    { key: 'orders', href: '/orders', shown: buys },
    { key: 'sales', href: '/orders?side=supplier', shown: sells },
    { key: 'lists', href: '/lists', shown: can('use', 'Cart') },
    { key: 'requests', href: '/requests', shown: can('use', 'Cart') },
    { key: 'auctions', href: '/auctions', shown: can('read', 'Auction') },
    { key: 'deals', href: '/deals', shown: can('read', 'Search') || (sells && can('read', 'PriceList')) },
    { key: 'selling', href: '/selling', shown: can('read', 'Catalog') },
    { key: 'catalogs', href: '/catalogs', shown: can('manage', 'VirtualCatalog') },
    { key: 'prices', href: '/prices', shown: can('read', 'PriceList') },
    { key: 'reports', href: '/reports', shown: buys || sells },
    { key: 'fees', href: '/fees', shown: can('manage', 'Network') || can('manage', 'Organization') },
    { key: 'network', href: '/network', shown: can('apply', 'NetworkMembership') || can('manage', 'Network') },
    { key: 'pages', href: '/pages', shown: can('manage', 'Network') },
    { key: 'categories', href: '/categories', shown: can('manage', 'Network') },
    { key: 'rates', href: '/rates', shown: can('manage', 'Rate') },
    { key: 'settings', href: '/settings', shown: true },
    { key: 'mailbox', href: '/mailbox', shown: demo },
  ]
  return items.filter((item) => item.shown).map(({ key, href }) => ({ key, href }))
}
