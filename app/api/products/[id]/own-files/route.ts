import { addInternalContentFile } from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { may } from '@/lib/parties/identity/abilities'
import { takeFile } from '../../take-file'

/** Adds a picture or a PDF to a product for the organization's own users, whoever keeps the product. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  takeFile(request, params, may('manage', 'VirtualCatalog'), addInternalContentFile)
