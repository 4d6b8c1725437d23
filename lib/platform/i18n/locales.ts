export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'en'
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** A text kept by language, in the wanted one or in whichever there is. */
export const localText = (text: { en?: string | undefined; zh?: string | undefined } | null | undefined, locale: Locale): string =>
  text?.[locale] || text?.en || text?.zh || ''
