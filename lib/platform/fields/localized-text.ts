import { z } from 'zod'

/** A text in the languages of the product; either may be missing. */
export type LocalizedText = { en?: string; zh?: string }

/** @param max characters in each language */
export const localizedText = (max: number) => z.object({ en: z.string().max(max).optional(), zh: z.string().max(max).optional() })

/** The same without blanks around it, and with nothing where a language was left empty. @param max characters in each language */
export const trimmedLocalizedText = (max: number) =>
  z
    .object({ en: z.string().trim().max(max).optional(), zh: z.string().trim().max(max).optional() })
    .transform(({ en, zh }): LocalizedText => ({ ...(en && { en }), ...(zh && { zh }) }))

/** Has it words in any language? */
export const isWritten = (text: LocalizedText): boolean => Boolean(text.en || text.zh)
