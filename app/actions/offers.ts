'use server'

import { cancelImport, checkImport } from '@/lib/catalog/imports/commands/check-import'
import { chooseReading } from '@/lib/catalog/imports/commands/choose-reading'
import { publishImport } from '@/lib/catalog/imports/commands/publish-import'
import { editOffers, undoVersion } from '@/lib/catalog/offers/commands/edit-offers'
import { createCatalog, publishCatalog } from '@/lib/catalog/offers/commands/manage-catalog'
import { removeProductFile, showPictureFirst } from '@/lib/catalog/offers/commands/save-product-file'
import { act } from './act'

export const createCatalogAction = async (input: Parameters<typeof createCatalog>[1]) => act(createCatalog, input)
export const publishCatalogAction = async (input: Parameters<typeof publishCatalog>[1]) => act(publishCatalog, input)
export const checkImportAction = async (input: Parameters<typeof checkImport>[1]) => act(checkImport, input)
export const chooseReadingAction = async (input: Parameters<typeof chooseReading>[1]) => act(chooseReading, input)
export const cancelImportAction = async (input: Parameters<typeof cancelImport>[1]) => act(cancelImport, input)
export const publishImportAction = async (input: Parameters<typeof publishImport>[1]) => act(publishImport, input)
export const editOffersAction = async (input: Parameters<typeof editOffers>[1]) => act(editOffers, input)
export const undoVersionAction = async (input: Parameters<typeof undoVersion>[1]) => act(undoVersion, input)
export const removeProductFileAction = async (input: Parameters<typeof removeProductFile>[1]) => act(removeProductFile, input)
export const showPictureFirstAction = async (input: Parameters<typeof showPictureFirst>[1]) => act(showPictureFirst, input)
