import type { Locale } from './lib/platform/i18n/locales'
import type messages from './messages/en'

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages
    Locale: Locale
  }
}
