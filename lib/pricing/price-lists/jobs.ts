import type { Reactions } from '@/lib/platform/events'
import { proposeCatalogPrices } from './commands/propose-catalog-prices'

export const priceListReactions: Reactions = {
  'virtual-catalog.published': ({ catalogId }) => proposeCatalogPrices({ catalogId }),
}
