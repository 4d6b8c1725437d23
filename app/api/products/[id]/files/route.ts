import { addProductFile } from '@/lib/catalog/offers/commands/save-product-file'
import { takeFile } from '../../take-file'

/** Adds a picture or a PDF to a product that the organization keeps. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) => takeFile(request, params, addProductFile)
