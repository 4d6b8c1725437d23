'use server'

import {
  editInternalContent,
  removeInternalContentFile,
  showAddedFirst,
} from '@/lib/catalog/internal-content/commands/edit-internal-content'
import { act } from './act'

export const editInternalContentAction = async (input: Parameters<typeof editInternalContent>[1]) => act(editInternalContent, input)
export const removeInternalContentFileAction = async (input: Parameters<typeof removeInternalContentFile>[1]) =>
  act(removeInternalContentFile, input)
export const showAddedFirstAction = async (input: Parameters<typeof showAddedFirst>[1]) => act(showAddedFirst, input)
