/** What next-intl gives, as far as it matters here. */
interface Translate {
  (key: never, values?: never): string
  has(key: never): boolean
}

/**
 * The message of a key that data makes, such as a state or a code of the database: the compiler cannot know it. A key without a message,
 * from a newer version perhaps, shows its last part instead of an error.
 */
export const said = (t: Translate, key: string, values?: Record<string, string | number | undefined>): string =>
  t.has(key as never) ? t(key as never, values as never) : (key.split('.').at(-1) ?? key)
