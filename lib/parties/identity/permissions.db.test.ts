import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { forgetConfiguration, saveConfiguration } from '@/lib/catalog/configuration/commands/save-configuration'
import { removeConfigurator, saveConfigurator } from '@/lib/catalog/configuration/commands/save-configurator'
import { ownConfigurator } from '@/lib/catalog/configuration/queries'
import { startDuplicateSearch } from '@/lib/catalog/duplicates/commands/find-duplicates'
import { decideDuplicate, mergeProducts, mergeSure, unmergeProduct } from '@/lib/catalog/duplicates/commands/merge-products'
import { listDuplicates } from '@/lib/catalog/duplicates/queries'
import { cancelImport, checkImport } from '@/lib/catalog/imports/commands/check-import'
import { chooseReading } from '@/lib/catalog/imports/commands/choose-reading'
import { publishImport } from '@/lib/catalog/imports/commands/publish-import'
import { listBadRows, previewImport } from '@/lib/catalog/imports/queries'
import {
  editInternalContent,
  removeInternalContentFile,
  showAddedFirst,
} from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { ownInternalContent } from '@/lib/catalog/internal-content/queries'
import { mapCategories, mapUnit, removeInternalCategory, removeUnit } from '@/lib/catalog/mapping/commands/map'
import { editOffers, undoVersion } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { addProductFile, removeProductFile, showPictureFirst } from '@/lib/catalog/offers/commands/save-product-file'
import { importAvailability, setAvailability } from '@/lib/catalog/offers/commands/set-availability'
import { getCatalog, getOwnOffer, listOffers } from '@/lib/catalog/offers/queries'
import { consentChanges } from '@/lib/catalog/virtual/commands/consent-changes'
import { importItems } from '@/lib/catalog/virtual/commands/import-items'
import { checkVersion, decideVersion, submitVersion, withdrawVersion } from '@/lib/catalog/virtual/commands/move-version'
import { publishVersion, publishVirtualCatalog, rollBackVirtualCatalog } from '@/lib/catalog/virtual/commands/publish-virtual-catalog'
import { describeVirtualCatalog, pickOffer, removeVirtualCatalog, saveItem } from '@/lib/catalog/virtual/commands/save-virtual-catalog'
import { getVirtualCatalog } from '@/lib/catalog/virtual/queries'
import { removeComparison, saveComparison } from '@/lib/discovery/comparison/commands/save-comparison'
import { getComparison } from '@/lib/discovery/comparison/queries'
import {
  createLandingPage,
  publishLandingPage,
  removeLandingPage,
  saveLandingPage,
} from '@/lib/discovery/landing/commands/save-landing-page'
import { ownLandingPage } from '@/lib/discovery/landing/queries'
import { auctionSavings } from '@/lib/insight/reports/auction-savings'
import { handling } from '@/lib/insight/reports/handling'
import { networkHealth } from '@/lib/insight/reports/network-health'
import { tradeByCategory, tradeByMonth, tradeByPartner } from '@/lib/insight/reports/trade'
import { winRate } from '@/lib/insight/reports/win-rate'
import { limitMember } from '@/lib/parties/identity/commands/limit-member'
import {
  changeRights,
  createNetwork,
  decideMembership,
  inviteOrganization,
  publishTerms,
  setNetworkSecurity,
} from '@/lib/parties/network/commands/manage-network'
import { listNetworkMembers } from '@/lib/parties/network/queries'
import type { Actor } from '@/lib/platform/context'
import { leaveDeal } from '@/lib/pricing/deals/commands/join-deal'
import { callOffDeal } from '@/lib/pricing/deals/commands/open-deal'
import { getDeal, offerForDeal } from '@/lib/pricing/deals/queries'
import { advancePriceList } from '@/lib/pricing/price-lists/commands/advance-price-list'
import { removeCustomerGroup, saveCustomerGroup } from '@/lib/pricing/price-lists/commands/save-customer-group'
import { copyPriceList, describePriceList } from '@/lib/pricing/price-lists/commands/save-price-list'
import { discountOffers, importPrices, savePrices } from '@/lib/pricing/price-lists/commands/save-prices'
import { findListOffers, getPriceList, listEntries } from '@/lib/pricing/price-lists/queries'
import { setExchangeRate } from '@/lib/pricing/rates/commands/set-exchange-rate'
import { addToCart, removeLine, setQuantity } from '@/lib/purchasing/cart/commands/change-cart'
import { orderAgain } from '@/lib/purchasing/cart/commands/order-again'
import { toggleFavourite } from '@/lib/purchasing/cart/commands/save-favourite'
import { joinDeal } from '@/lib/purchasing/deal-orders/commands/join-deal'
import { despatch } from '@/lib/purchasing/fulfilment/commands/despatch'
import { receive, reverseReceipt } from '@/lib/purchasing/fulfilment/commands/receive'
import { acceptOrderChanges, respondToOrder } from '@/lib/purchasing/fulfilment/commands/respond-to-order'
import { getDocument } from '@/lib/purchasing/fulfilment/queries'
import { addProduct, addRows, removeList, removeListLine, renameList, setListLine } from '@/lib/purchasing/lists/commands/save-list'
import { getBuyingList } from '@/lib/purchasing/lists/queries'
import { approveOrder, rejectOrder } from '@/lib/purchasing/orders/commands/approve-order'
import { cancelOrder, closeOrder } from '@/lib/purchasing/orders/commands/cancel-order'
import { acceptClosing, declineClosing, proposeClosing, withdrawClosing } from '@/lib/purchasing/orders/commands/close-rest'
import { placeOrder } from '@/lib/purchasing/orders/commands/place-order'
import { getOrder } from '@/lib/purchasing/orders/queries'
import { startPayment } from '@/lib/purchasing/payments/commands/start-payment'
import {
  answerWithOffer,
  archiveInternalItem,
  handOut,
  rejectRequisition,
  saveInternalItem,
} from '@/lib/purchasing/requisitions/commands/answer'
import { requestItem, takeAnswer, withdrawRequisition } from '@/lib/purchasing/requisitions/commands/request'
import { getRequisition } from '@/lib/purchasing/requisitions/queries'
import { applyAllocation } from '@/lib/sourcing/allocation/commands/apply-allocation'
import { cancelAllocation, startAllocation } from '@/lib/sourcing/allocation/commands/search-allocation'
import { ownAllocation } from '@/lib/sourcing/allocation/queries'
import { getOwnLedger } from '@/lib/sourcing/auction/live/ledger-queries'
import { replayLot } from '@/lib/sourcing/auction/live/replay'
import { awardLot, leaveUnawarded, takeAwardBack } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation, answerQuestion, askQuestion, sendMessage } from '@/lib/sourcing/events/commands/participate'
import { cancelEvent, changeEvent, createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
import { getEvent } from '@/lib/sourcing/events/queries'
import { CHOICES, ids, MODEL, makeOneOfEverything, plainEvent, stranger, world } from '@/scripts/testing/one-of-everything'
import { reading } from '@/scripts/testing/world'
import { assignCostCentre, changeRoles, removeMember } from './commands/change-roles'
import { exportSecurityLog } from './commands/export-security-log'
import { inviteMember } from './commands/invite-member'
import { addAddress, addCostCentre, removeAddress } from './commands/manage-addresses'
import { createApiToken, revokeApiToken, rotateApiToken, setTokenCertificate } from './commands/manage-api-tokens'
import { resetSecondStep } from './commands/reset-second-step'
import { revokeSession } from './commands/revoke-session'
import { setSecurityPolicy } from './commands/set-security-policy'
import { switchOrganization } from './commands/switch-organization'
import { listSecurityEvents } from './security-log'

beforeAll(makeOneOfEverything)

type Call = (actor: Actor) => Promise<unknown>
type Kind = keyof typeof stranger
/** Every command and query that takes a row's id: who may in principle, and the call with the world's ids. */
const calls: [name: string, kind: Kind, call: Call][] = [
  ['getOrder', 'buyer', (actor) => getOrder(reading(actor), ids.order)],
  ['orderAgain', 'buyer', (actor) => orderAgain({ actor }, { orderId: ids.order })],
  ['acceptOrderChanges', 'buyer', (actor) => acceptOrderChanges({ actor }, { orderId: ids.order })],
  [
    'receive',
    'buyer',
    (actor) => receive({ actor }, { orderId: ids.order, lines: [{ lineId: ids.orderLine, received: '1', rejected: '0' }] }),
  ],
  ['closeOrder', 'buyer', (actor) => closeOrder({ actor }, { orderId: ids.order })],
  ['proposeClosing', 'buyer', (actor) => proposeClosing({ actor }, { orderId: ids.order, reason: 'x' })],
  ['acceptClosing', 'supplier', (actor) => acceptClosing({ actor }, { closingId: ids.orderClosing })],
  ['declineClosing', 'supplier', (actor) => declineClosing({ actor }, { closingId: ids.orderClosing, reason: 'x' })],
  ['withdrawClosing', 'buyer', (actor) => withdrawClosing({ actor }, { closingId: ids.orderClosing })],
  ['cancelOrder', 'buyer', (actor) => cancelOrder({ actor }, { orderId: ids.order })],
  [
    'respondToOrder',
    'supplier',
    (actor) => respondToOrder({ actor }, { orderId: ids.order, lines: [{ lineId: ids.orderLine, quantity: '1' }] }),
  ],
  ['reverseReceipt', 'buyer', (actor) => reverseReceipt({ actor }, { receiptId: ids.goodsReceipt })],
  ['getDocument', 'buyer', (actor) => getDocument(reading(actor), 'goods_receipt', ids.goodsReceipt)],
  ['despatch', 'supplier', (actor) => despatch({ actor }, { orderId: ids.order, lines: [{ lineId: ids.orderLine, quantity: '1' }] })],
  ['addToCart', 'buyer', (actor) => addToCart({ actor }, { offerId: ids.offer, quantity: '1' })],
  ['setQuantity', 'buyer', (actor) => setQuantity({ actor }, { lineId: ids.cartLine, quantity: '2' })],
  ['removeLine', 'buyer', (actor) => removeLine({ actor }, { lineId: ids.cartLine })],
  ['toggleFavourite', 'buyer', (actor) => toggleFavourite({ actor }, { productId: ids.product, list: 'Mine' })],
  ['getCatalog', 'supplier', (actor) => getCatalog(reading(actor), ids.catalog)],
  ['listOffers', 'supplier', (actor) => listOffers(reading(actor), ids.catalog, {})],
  ['listBadRows', 'supplier', (actor) => listBadRows(reading(actor), ids.importId)],
  ['previewImport', 'supplier', (actor) => previewImport(reading(actor), ids.importId)],
  ['chooseReading', 'supplier', (actor) => chooseReading({ actor }, { importId: ids.importId, choice: {} })],
  ['checkImport', 'supplier', (actor) => checkImport({ actor }, { importId: ids.importId, targets: ['part', 'nameEn', 'price'] })],
  ['publishImport', 'supplier', (actor) => publishImport({ actor }, { importId: ids.importId })],
  ['cancelImport', 'supplier', (actor) => cancelImport({ actor }, { importId: ids.importId })],
  ['editOffers', 'supplier', (actor) => editOffers({ actor }, { catalogId: ids.catalog, withdraw: ['P-1'] })],
  ['setAvailability', 'supplier', (actor) => setAvailability({ actor }, { catalogId: ids.catalog, lines: [{ part: 'P-1', stock: '1' }] })],
  ['takeInAvailability', 'supplier', (actor) => importAvailability({ actor }, { catalogId: ids.catalog, rows: [['part', 'stock']] })],
  ['undoVersion', 'supplier', (actor) => undoVersion({ actor }, { catalogId: ids.catalog })],
  ['publishCatalog', 'supplier', (actor) => publishCatalog({ actor }, { catalogId: ids.catalog, publications: [] })],
  ['getOwnOffer', 'supplier', (actor) => getOwnOffer(reading(actor), ids.catalog, 'P-1')],
  ['removeProductFile', 'supplier', (actor) => removeProductFile({ actor }, { fileId: ids.picture })],
  ['showPictureFirst', 'supplier', (actor) => showPictureFirst({ actor }, { fileId: ids.picture })],
  [
    'addProductFile',
    'supplier',
    (actor) =>
      addProductFile(
        { actor },
        {
          productId: ids.product,
          kind: 'document',
          name: 'x.pdf',
          stored: { key: 'x', size: 1, sha256: 'x', mediaType: 'application/pdf' },
        },
      ),
  ],
  ['getEvent', 'buyer', (actor) => getEvent(reading(actor), ids.event)],
  ['getOwnLedger', 'buyer', (actor) => getOwnLedger(reading(actor), ids.lot)],
  ['replayLot', 'buyer', (actor) => replayLot(reading(actor), ids.lot)],
  ['publishEvent', 'buyer', (actor) => publishEvent({ actor }, { eventId: ids.event })],
  ['changeEvent', 'buyer', (actor) => changeEvent({ actor }, { eventId: ids.event, event: plainEvent() })],
  ['cancelEvent', 'buyer', (actor) => cancelEvent({ actor }, { eventId: ids.event })],
  ['awardLot', 'buyer', (actor) => awardLot({ actor }, { lotId: ids.lot, supplierId: world.supplier.organizationId })],
  ['takeAwardBack', 'buyer', (actor) => takeAwardBack({ actor }, { lotId: ids.lot, reason: 'An objection' })],
  ['getPriceList', 'buyer', (actor) => getPriceList(reading(actor), ids.priceList)],
  ['listEntries', 'buyer', (actor) => listEntries(reading(actor), ids.priceList)],
  ['findListOffers', 'buyer', (actor) => findListOffers(reading(actor), ids.priceList, 'a')],
  ['describePriceList', 'buyer', (actor) => describePriceList({ actor }, { listId: ids.priceList, name: 'x' })],
  ['copyPriceList', 'buyer', (actor) => copyPriceList({ actor }, { listId: ids.priceList })],
  ['takePriceListStep', 'buyer', (actor) => advancePriceList({ actor }, { listId: ids.priceList, step: 'propose' })],
  ['keepPrices', 'buyer', (actor) => savePrices({ actor }, { listId: ids.priceList })],
  ['discountOffers', 'buyer', (actor) => discountOffers({ actor }, { listId: ids.priceList, category: null, discount: '5' })],
  ['takeInPrices', 'buyer', (actor) => importPrices({ actor }, { listId: ids.priceList, rows: [['part', 'price']] })],
  [
    'keepCustomerGroup',
    'supplier',
    (actor) => saveCustomerGroup({ actor }, { groupId: ids.customerGroup, name: 'x', organizationIds: [] }),
  ],
  ['removeCustomerGroup', 'supplier', (actor) => removeCustomerGroup({ actor }, { groupId: ids.customerGroup })],
  ['getBuyingList', 'buyer', (actor) => getBuyingList(reading(actor), ids.list)],
  ['renameList', 'buyer', (actor) => renameList({ actor }, { listId: ids.list, name: 'y' })],
  ['addRows', 'buyer', (actor) => addRows({ actor }, { listId: ids.list, rows: [['x', '1']] })],
  ['addProduct', 'buyer', (actor) => addProduct({ actor }, { listId: ids.list, productId: ids.product, quantity: '1' })],
  ['setListLine', 'buyer', (actor) => setListLine({ actor }, { lineId: ids.listLine, quantity: '1' })],
  ['removeListLine', 'buyer', (actor) => removeListLine({ actor }, { lineId: ids.listLine })],
  ['startSplit', 'buyer', (actor) => startAllocation({ actor }, { listId: ids.list, options: {} })],
  ['ownSplit', 'buyer', (actor) => ownAllocation(reading(actor), ids.split)],
  ['cancelSplit', 'buyer', (actor) => cancelAllocation({ actor }, { allocationId: ids.split })],
  ['takeSplit', 'buyer', (actor) => applyAllocation({ actor }, { allocationId: ids.split, scenario: 'cheapest' })],
  ['removeList', 'buyer', (actor) => removeList({ actor }, { listId: ids.list })],
  ['saveConfiguration', 'buyer', (actor) => saveConfiguration({ actor }, { offerId: ids.configurable, choices: CHOICES, name: 'y' })],
  ['forgetConfiguration', 'buyer', (actor) => forgetConfiguration({ actor }, { configurationId: ids.configuration })],
  ['ownConfigurator', 'supplier', (actor) => ownConfigurator(reading(actor), ids.catalog, 'P-2')],
  ['keepConfigurator', 'supplier', (actor) => saveConfigurator({ actor }, { offerId: ids.configurable, model: MODEL })],
  ['removeConfigurator', 'supplier', (actor) => removeConfigurator({ actor }, { offerId: ids.configurable })],
  ['getVirtualCatalog', 'buyer', (actor) => getVirtualCatalog(reading(actor), ids.virtualCatalog)],
  [
    'describeVirtualCatalog',
    'buyer',
    (actor) => describeVirtualCatalog({ actor }, { catalogId: ids.virtualCatalog, name: 'x', selection: {} }),
  ],
  ['keepItem', 'buyer', (actor) => saveItem({ actor }, { catalogId: ids.virtualCatalog, offerId: ids.offer, choice: 'pick' })],
  ['pickOffer', 'buyer', (actor) => pickOffer({ actor }, { catalogId: ids.virtualCatalog, offerId: ids.offer })],
  [
    'takeInItems',
    'buyer',
    (actor) =>
      importItems(
        { actor },
        {
          catalogId: ids.virtualCatalog,
          rows: [
            ['Supplier', 'Part'],
            ['Supplier', 'P-1'],
          ],
        },
      ),
  ],
  ['checkVersion', 'buyer', (actor) => checkVersion({ actor }, { catalogId: ids.virtualCatalog })],
  ['submitVersion', 'buyer', (actor) => submitVersion({ actor }, { catalogId: ids.virtualCatalog, number: 1 })],
  ['decideVersion', 'buyer', (actor) => decideVersion({ actor }, { catalogId: ids.virtualCatalog, number: 1, accept: true })],
  ['withdrawVersion', 'buyer', (actor) => withdrawVersion({ actor }, { catalogId: ids.virtualCatalog, number: 1 })],
  ['publishVersion', 'buyer', (actor) => publishVersion({ actor }, { catalogId: ids.virtualCatalog, number: 1, expected: null })],
  ['consentChanges', 'buyer', (actor) => consentChanges({ actor }, { catalogId: ids.virtualCatalog })],
  ['assignCostCentre', 'buyer', (actor) => assignCostCentre({ actor }, { membershipId: ids.member, costCentreId: null })],
  ['publishVirtualCatalog', 'buyer', (actor) => publishVirtualCatalog({ actor }, { catalogId: ids.virtualCatalog, expected: null })],
  [
    'rollBackVirtualCatalog',
    'buyer',
    (actor) => rollBackVirtualCatalog({ actor }, { catalogId: ids.virtualCatalog, expected: null, version: 1 }),
  ],
  ['getRequisition', 'buyer', (actor) => getRequisition(reading(actor), ids.requisition)],
  ['requestItem', 'buyer', (actor) => requestItem({ actor }, { itemId: ids.item, quantity: '1' })],
  ['withdrawRequisition', 'buyer', (actor) => withdrawRequisition({ actor }, { requisitionId: ids.requisition })],
  ['takeAnswer', 'buyer', (actor) => takeAnswer({ actor }, { requisitionId: ids.requisition })],
  ['answerRequisition', 'buyer', (actor) => answerWithOffer({ actor }, { requisitionId: ids.requisition, offerId: ids.offer })],
  ['handOut', 'buyer', (actor) => handOut({ actor }, { requisitionId: ids.requisition })],
  ['rejectRequisition', 'buyer', (actor) => rejectRequisition({ actor }, { requisitionId: ids.requisition, answer: 'No' })],
  ['saveInternalItem', 'buyer', (actor) => saveInternalItem({ actor }, { itemId: ids.item, number: 'I-2', name: 'y', unit: 'C62' })],
  ['archiveInternalItem', 'buyer', (actor) => archiveInternalItem({ actor }, { itemId: ids.item })],
  ['removeOwnCategory', 'buyer', (actor) => removeInternalCategory({ actor }, { internalCategoryId: ids.internalCategory })],
  [
    'mapCategories',
    'buyer',
    (actor) => mapCategories({ actor }, { mappings: [{ category: '31160000', internalCategoryId: ids.internalCategory }] }),
  ],
  ['getDeal', 'buyer', (actor) => getDeal(reading(actor), ids.deal)],
  ['joinDeal', 'buyer', (actor) => joinDeal({ actor }, { dealId: ids.deal, key: randomUUID(), quantity: '1' })],
  ['leaveDeal', 'buyer', (actor) => leaveDeal({ actor }, { dealId: ids.deal })],
  ['callOffDeal', 'supplier', (actor) => callOffDeal({ actor }, { dealId: ids.deal })],
  ['offerForDeal', 'supplier', (actor) => offerForDeal(reading(actor), ids.offer)],
  ['getComparison', 'buyer', (actor) => getComparison(reading(actor), ids.comparison)],
  [
    'keepComparison',
    'buyer',
    (actor) => saveComparison({ actor }, { comparisonId: ids.comparison, name: 'x', spec: { productIds: [ids.product] } }),
  ],
  ['removeComparison', 'buyer', (actor) => removeComparison({ actor }, { comparisonId: ids.comparison })],
  ['ownLandingPage', 'operator', (actor) => ownLandingPage(reading(actor), ids.landingPage)],
  ['createLandingPage', 'operator', (actor) => createLandingPage({ actor }, { networkId: ids.network, name: 'x' })],
  [
    'keepLandingPage',
    'operator',
    (actor) =>
      saveLandingPage({ actor }, { pageId: ids.landingPage, version: 1, title: { en: 'x' }, intro: {}, position: 1, sections: [] }),
  ],
  ['publishLandingPage', 'operator', (actor) => publishLandingPage({ actor }, { pageId: ids.landingPage, published: true })],
  ['removeLandingPage', 'operator', (actor) => removeLandingPage({ actor }, { pageId: ids.landingPage })],
  ['enrichProduct', 'buyer', (actor) => editInternalContent({ actor }, { productId: ids.product, note: {}, attributes: [] })],
  ['ownEnrichment', 'buyer', (actor) => ownInternalContent(reading(actor), ids.product)],
  ['showAddedFirst', 'buyer', (actor) => showAddedFirst({ actor }, { fileId: ids.addedFile })],
  ['removeEnrichmentFile', 'buyer', (actor) => removeInternalContentFile({ actor }, { fileId: ids.addedFile })],
  ['decideDuplicate', 'buyer', (actor) => decideDuplicate({ actor }, { proposalId: ids.duplicate, decision: 'apart' })],
  ['joinAsOne', 'buyer', (actor) => mergeProducts({ actor }, { headId: ids.product, productIds: [ids.product] })],
  ['splitFromGroup', 'buyer', (actor) => unmergeProduct({ actor }, { productId: ids.product })],
  ['removeVirtualCatalog', 'buyer', (actor) => removeVirtualCatalog({ actor }, { catalogId: ids.virtualCatalog })],
  ['limitMember', 'buyer', (actor) => limitMember({ actor }, { membershipId: ids.member, catalogsOnly: true })],
  ['leaveUnawarded', 'buyer', (actor) => leaveUnawarded({ actor }, { eventId: ids.event })],
  ['answerQuestion', 'buyer', (actor) => answerQuestion({ actor }, { questionId: ids.question, answer: 'Soon' })],
  ['sendMessage', 'buyer', (actor) => sendMessage({ actor }, { eventId: ids.event, text: 'Hello' })],
  ['answerInvitation', 'supplier', (actor) => answerInvitation({ actor }, { eventId: ids.event, accept: true })],
  ['askQuestion', 'supplier', (actor) => askQuestion({ actor }, { eventId: ids.event, text: 'When then?' })],
  ['listNetworkMembers', 'operator', (actor) => listNetworkMembers(reading(actor), ids.network)],
  [
    'publishTerms',
    'operator',
    (actor) => publishTerms({ actor }, { networkId: ids.network, bodyEn: 'x'.repeat(30), bodyZh: '条'.repeat(20) }),
  ],
  ['setNetworkSecurity', 'operator', (actor) => setNetworkSecurity({ actor }, { networkId: ids.network, requiresSecondFactor: true })],
  ['decideMembership', 'operator', (actor) => decideMembership({ actor }, { membershipId: ids.membership, step: 'suspend' })],
  ['changeRights', 'operator', (actor) => changeRights({ actor }, { membershipId: ids.membership, rights: ['bid'] })],
  [
    'inviteOrganization',
    'operator',
    (actor) => inviteOrganization({ actor }, { networkId: ids.network, organizationId: world.outsider.organizationId, rights: ['browse'] }),
  ],
  ['changeRoles', 'buyer', (actor) => changeRoles({ actor }, { membershipId: ids.member, roles: ['requester'] })],
  ['resetSecondStep', 'buyer', (actor) => resetSecondStep({ actor }, { membershipId: ids.member })],
  ['removeMember', 'buyer', (actor) => removeMember({ actor }, { membershipId: ids.member })],
  ['removeAddress', 'buyer', (actor) => removeAddress({ actor }, { addressId: ids.address })],
  ['rotateApiToken', 'buyer', (actor) => rotateApiToken({ actor }, { tokenId: ids.apiToken })],
  ['setTokenCertificate', 'buyer', (actor) => setTokenCertificate({ actor }, { tokenId: ids.apiToken, certificate: null })],
  ['revokeApiToken', 'buyer', (actor) => revokeApiToken({ actor }, { tokenId: ids.apiToken })],
  ['revokeSession', 'buyer', (actor) => revokeSession({ actor }, { sessionId: ids.session })],
  [
    'switchOrganization',
    'buyer',
    (actor) => switchOrganization({ actor: { ...actor, sessionId: ids.session } }, { organizationId: world.buyer.organizationId }),
  ],
]

test.each(calls)("%s with another organization's id is not found", async (_name, kind, call) => {
  await expect(call(stranger[kind])).rejects.toMatchObject({ code: 'not_found' })
})

test('who may not approve does not, and who waits for approval is not asked for it by another company', async () => {
  for (const call of [
    (actor: Actor) => approveOrder({ actor }, { orderId: ids.order }),
    (actor: Actor) => rejectOrder({ actor }, { orderId: ids.order, reason: 'x' }),
  ]) {
    await expect(call(world.requester)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(call(stranger.buyer)).rejects.toMatchObject({ code: 'not_found' })
  }
})

/** Commands by role: what one who lacks the role gets. The stand-in actor has every row but not the role. */
const lacking: [name: string, roles: string[], call: Call][] = [
  ...calls
    .filter(([name]) => !['revokeSession', 'switchOrganization'].includes(name))
    // a catalog manager keeps price lists
    .map(([name, kind, call]): [string, string[], Call] => [
      name,
      kind === 'buyer' && !/Price|Entries|ListOffers|discountOffers/.test(name) ? ['catalog_manager'] : ['approver'],
      call,
    ]),
  ['placeOrder', ['approver'], (actor) => placeOrder({ actor }, { key: randomUUID(), addressId: ids.address, paymentMethod: 'account' })],
  ['startPayment', ['approver'], (actor) => startPayment({ actor }, { orderId: ids.order })],
  ['mapUnit', ['requester'], (actor) => mapUnit({ actor }, { unit: 'DZN', internalUnit: 'C62', factor: '12' })],
  ['removeUnit', ['requester'], (actor) => removeUnit({ actor }, { unit: 'DZN' })],
  ['startDuplicateSearch', ['requester'], (actor) => startDuplicateSearch({ actor }, {})],
  ['mergeSure', ['requester'], (actor) => mergeSure({ actor }, {})],
  ['listDuplicates', ['requester'], (actor) => listDuplicates(reading(actor), 'open')],
  ['createCatalog', ['sales'], (actor) => createCatalog({ actor }, { name: 'x' })],
  ['editOffers by sales', ['sales'], (actor) => editOffers({ actor }, { catalogId: ids.catalog, withdraw: ['P-1'] })],
  ['createEvent by a requester', ['requester'], (actor) => createEvent({ actor }, plainEvent())],
  ['createApiToken by a purchaser', ['purchaser'], (actor) => createApiToken({ actor }, { name: 'x', scopes: ['auctions:read'], days: 1 })],
  ['inviteMember by a purchaser', ['purchaser'], (actor) => inviteMember({ actor }, { email: 'a@b.example', roles: ['requester'] })],
  [
    'addAddress by a purchaser',
    ['purchaser'],
    (actor) => addAddress({ actor }, { label: 'x', street: 'x', postalCode: '1', city: 'x', country: 'DE' }),
  ],
  [
    'setSecurityPolicy by a purchaser',
    ['purchaser'],
    (actor) => setSecurityPolicy({ actor }, { secondFactor: 'optional', idleMinutes: 480 }),
  ],
  ['exportSecurityLog by a purchaser', ['purchaser'], (actor) => exportSecurityLog({ actor }, {})],
  ['listSecurityEvents by a purchaser', ['purchaser'], (actor) => listSecurityEvents(reading(actor), {})],
  ['what concerns no organization by an administrator', ['buyer_admin'], (actor) => exportSecurityLog({ actor }, { installation: true })],
  ['addCostCentre by a requester', ['requester'], (actor) => addCostCentre({ actor }, { code: '1', name: 'x' })],
  [
    'setExchangeRate by an administrator',
    ['buyer_admin'],
    (actor) => setExchangeRate({ actor }, { from: 'USD', to: 'EUR', date: '2026-01-01', rate: '1' }),
  ],
  ['spend by a supplier', ['sales'], (actor) => tradeByMonth(reading(actor), [], 'buyer')],
  ['revenue by a buyer', ['purchaser'], (actor) => tradeByPartner(reading(actor), [], 'supplier')],
  ['categories by a catalog manager', ['catalog_manager'], (actor) => tradeByCategory(reading(actor), [], 'supplier', 'en')],
  ['handling by a catalog manager', ['catalog_manager'], (actor) => handling(reading(actor), 'buyer')],
  ['auction savings by a requester', ['requester'], (actor) => auctionSavings(reading(actor))],
  ['win rate by a purchaser', ['purchaser'], (actor) => winRate(reading(actor))],
  ['health by an administrator', ['buyer_admin'], (actor) => networkHealth(reading(actor))],
  ['createNetwork by an administrator', ['supplier_admin'], (actor) => createNetwork({ actor }, { name: 'x' })],
]

test.each(lacking)('%s without the role is forbidden', async (name, roles, call) => {
  const home =
    [
      'respondToOrder',
      'despatch',
      'acceptClosing',
      'declineClosing',
      'getCatalog',
      'getOwnOffer',
      'listOffers',
      'listBadRows',
      'previewImport',
    ].includes(name) ||
    name.includes('Product') ||
    name.includes('Picture') ||
    name.includes('Import') ||
    name.includes('Offers') ||
    name.includes('by a supplier')
      ? world.supplier
      : name.includes('etwork') || name.includes('erms') || name.includes('embership')
        ? world.operator
        : world.buyer
  await expect(call({ ...home, roles })).rejects.toMatchObject({ code: 'forbidden' })
})
