import type { Lifecycle } from '@/lib/documents/lifecycle/model'
import type { PriceListState } from '@/lib/platform/db/generated/enums'

export type PriceListStep = 'activate' | 'propose' | 'withdraw' | 'accept' | 'decline' | 'end' | 'supersede'
/** Who wrote a list and who is to agree to it; whoever wrote it, who sells and who buys; and the virtual catalog that it belongs to. */
export type PriceListSide = 'author' | 'partner' | 'supplier' | 'buyer' | 'catalog'

type PriceListLifecycle = Lifecycle<PriceListState, PriceListStep, PriceListSide, null>

/** A supplier's own list or campaign: it sets it in force and ends it. docs/states.md draws it. */
export const priceListLifecycle: PriceListLifecycle = {
  draft: { activate: { by: 'supplier', to: ['active'] } },
  proposed: {},
  active: { end: { by: 'supplier', to: ['ended'] } },
  declined: {},
  ended: {},
}

/** A contract takes both sides; only the buyer, for whom it was made, can give it up before its end. */
export const contractLifecycle: PriceListLifecycle = {
  draft: { propose: { by: 'author', to: ['proposed'] } },
  proposed: {
    accept: { by: 'partner', to: ['active'] },
    decline: { by: 'partner', to: ['declined'] },
    withdraw: { by: 'author', to: ['draft'] },
  },
  active: { end: { by: 'buyer', to: ['ended'] } },
  declined: {},
  ended: {},
}

/** A virtual catalog's own prices are proposed with it and end when others take their place; the supplier answers. */
export const catalogPricesLifecycle: PriceListLifecycle = {
  draft: { propose: { by: 'author', to: ['proposed'] } },
  proposed: {
    accept: { by: 'partner', to: ['active'] },
    decline: { by: 'partner', to: ['declined'] },
    supersede: { by: 'catalog', to: ['ended'] },
  },
  active: { supersede: { by: 'catalog', to: ['ended'] } },
  declined: {},
  ended: {},
}
