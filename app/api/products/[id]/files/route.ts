import { addProductFile } from '@/lib/catalog/offers/commands/save-product-file'
import { may } from '@/lib/parties/identity/abilities'
import { takeFile } from '../../take-file'

/** Adds a picture or a PDF to a product that the organization keeps. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  takeFile(request, params, may('manage', 'Catalog'), addProductFile)
