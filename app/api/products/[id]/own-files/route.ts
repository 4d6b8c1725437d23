import { addInternalContentFile } from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { takeFile } from '../../take-file'

/** Adds a picture or a PDF to a product for the organization's own users, whoever keeps the product. */
export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) => takeFile(request, params, addInternalContentFile)
