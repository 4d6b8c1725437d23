import type { Locale } from './locales'

/** How readers of a language expect lists: apple, Österreich, Zwickau; Lot 2 before Lot 10; Chinese by its sound. */
const collators: Record<Locale, Intl.Collator> = {
  en: new Intl.Collator('en', { numeric: true }),
  zh: new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true }),
}

/** Rows in the order of a reader's language. For lists that come whole; what comes in pages is ordered where the pages are made. */
export const sortedBy = <Row>(rows: readonly Row[], locale: Locale, text: (row: Row) => string): Row[] =>
  [...rows].sort((a, b) => collators[locale].compare(text(a), text(b)))

export const sortedByName = <Row extends { name: string }>(rows: readonly Row[], { locale }: { locale: Locale }): Row[] =>
  sortedBy(rows, locale, ({ name }) => name)
