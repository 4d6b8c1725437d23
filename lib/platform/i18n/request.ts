import { getRequestConfig } from 'next-intl/server'
import en from '@/messages/en'
import zh from '@/messages/zh'
import { defaultLocale, isLocale } from './locales'

const messages = { en, zh }

export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale
  const locale = isLocale(asked) ? asked : defaultLocale
  return { locale, messages: messages[locale], timeZone: 'UTC' }
})
