import { savePattern } from '@/lib/documents/numbering/save-pattern'
import { numberPatternInput } from '@/lib/documents/numbering/schemas'
import { command } from '@/lib/platform/command'
import { may } from '../abilities'

/** Sets how an organization's documents of one kind are numbered. @throws AppError invalid_input */
export const saveNumberPattern = command('identity.save-number-pattern', numberPatternInput, may('manage', 'Organization'), savePattern)
