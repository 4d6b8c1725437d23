import type messages from './messages/en.json'
import type { Locale } from './lib/platform/i18n/locales'

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages
    Locale: Locale
  }
}
