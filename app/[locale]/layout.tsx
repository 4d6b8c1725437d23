import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@mantine/charts/styles.css'
import '../globals.css'
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ConfirmProvider } from '@/components/ui/confirm'
import { theme } from '@/components/ui/theme'
import { isLocale } from '@/lib/platform/i18n/locales'
import { currentActor } from '../request-context'

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: { default: 'Stoa', template: '%s · Stoa' }, description: t('tagline'), icons: '/icon.svg' }
}

export default async function RootLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const nonce = (await headers()).get('x-nonce') ?? undefined
  // Only the time zone is wanted here; when the database is away, the pages below say so in an orderly way.
  const actor = await currentActor().catch(() => null)
  return (
    <html lang={locale === 'zh' ? 'zh-Hans' : 'en'} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <NextIntlClientProvider timeZone={actor?.timeZone ?? 'UTC'}>
          <MantineProvider theme={theme} defaultColorScheme="auto">
            <Notifications position="bottom-right" className="toasts" />
            <ConfirmProvider>{children}</ConfirmProvider>
          </MantineProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
