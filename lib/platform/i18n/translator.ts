import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator } from 'use-intl/core'
import type { Locale } from './locales'

const loaded = new Map<Locale, Record<string, unknown>>()

/** The messages of a language, for mails, documents and jobs; pages get theirs from next-intl. */
export function messagesOf(locale: Locale): Record<string, unknown> {
  const known = loaded.get(locale)
  if (known) return known
  const messages = JSON.parse(readFileSync(path.join(process.cwd(), 'messages', `${locale}.json`), 'utf8')) as Record<string, unknown>
  loaded.set(locale, messages)
  return messages
}

export type Translate = (key: string, values?: Record<string, string | number | Date>) => string

export const translatorFor = (locale: Locale): Translate =>
  createTranslator({ locale, messages: messagesOf(locale) }) as unknown as Translate
