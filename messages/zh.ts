import allocation from './zh/allocation.json'
import auction from './zh/auction.json'
import awards from './zh/awards.json'
import cart from './zh/cart.json'
import categories from './zh/categories.json'
import comparison from './zh/comparison.json'
import configuration from './zh/configuration.json'
import deals from './zh/deals.json'
import developers from './zh/developers.json'
import documents from './zh/documents.json'
import duplicates from './zh/duplicates.json'
import events from './zh/events.json'
import fees from './zh/fees.json'
import identity from './zh/identity.json'
import imports from './zh/imports.json'
import internalContent from './zh/internal-content.json'
import landing from './zh/landing.json'
import lists from './zh/lists.json'
import mapping from './zh/mapping.json'
import network from './zh/network.json'
import notifications from './zh/notifications.json'
import offers from './zh/offers.json'
import orders from './zh/orders.json'
import priceLists from './zh/price-lists.json'
import rates from './zh/rates.json'
import reports from './zh/reports.json'
import requisitions from './zh/requisitions.json'
import search from './zh/search.json'
import shell from './zh/shell.json'
import virtual from './zh/virtual.json'

/** All words in Simplified Chinese: a file for each domain, and a line here. */
export default {
  ...allocation,
  ...auction,
  ...awards,
  ...cart,
  ...categories,
  ...comparison,
  ...configuration,
  ...deals,
  ...developers,
  ...documents,
  ...duplicates,
  ...events,
  ...fees,
  ...identity,
  ...imports,
  ...internalContent,
  ...landing,
  ...lists,
  ...mapping,
  ...network,
  ...notifications,
  ...offers,
  ...orders,
  ...priceLists,
  ...rates,
  ...reports,
  ...requisitions,
  ...search,
  ...shell,
  ...virtual,
}
