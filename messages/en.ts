import allocation from './en/allocation.json'
import auction from './en/auction.json'
import awards from './en/awards.json'
import cart from './en/cart.json'
import categories from './en/categories.json'
import comparison from './en/comparison.json'
import configuration from './en/configuration.json'
import deals from './en/deals.json'
import developers from './en/developers.json'
import documents from './en/documents.json'
import duplicates from './en/duplicates.json'
import events from './en/events.json'
import fees from './en/fees.json'
import identity from './en/identity.json'
import imports from './en/imports.json'
import internalContent from './en/internal-content.json'
import landing from './en/landing.json'
import lists from './en/lists.json'
import mapping from './en/mapping.json'
import network from './en/network.json'
import notifications from './en/notifications.json'
import offers from './en/offers.json'
import orders from './en/orders.json'
import priceLists from './en/price-lists.json'
import rates from './en/rates.json'
import reports from './en/reports.json'
import requisitions from './en/requisitions.json'
import search from './en/search.json'
import shell from './en/shell.json'
import virtual from './en/virtual.json'

/** All words in English: a file for each domain, and a line here. */
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
