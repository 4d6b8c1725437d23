import { createTranslator } from 'use-intl/core'
import en from '@/messages/en'
import zh from '@/messages/zh'
import type { Locale } from './locales'

const messages = { en, zh }

export type Translate = (key: string, values?: Record<string, string | number | Date>) => string

/** The words of a language, for mails, documents and jobs; pages get theirs from next-intl. */
export const translatorFor = (locale: Locale): Translate => createTranslator({ locale, messages: messages[locale] }) as unknown as Translate
