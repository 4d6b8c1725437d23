import { Card, Stack, Text } from '@mantine/core'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { listMails } from '@/lib/parties/notifications/queries'
import { env } from '@/lib/platform/env'
import type { Locale } from '@/lib/platform/i18n/locales'
import { pageContext } from '../../../request-context'

const LINK = /(https?:\/\/\S+)/

/** The demo's mailbox: what would have been sent, for whoever tries the demo. It exists in demo mode only. */
export default async function MailboxPage({ searchParams }: { searchParams: Promise<{ to?: string }> }) {
  if (!env().STOA_DEMO) notFound()
  const ctx = await pageContext()
  const t = await getTranslations('mailbox')
  const locale = (await getLocale()) as Locale
  const { to } = singleValues(await searchParams)
  const mails = await listMails(ctx, to)
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        action={<SearchField label={t('to')} name="to" value={to ?? ''} path="/mailbox" keep={{}} />}
      />
      {mails.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      <Stack>
        {mails.map((mail) => (
          <Card key={mail.id} withBorder padding="sm">
            <Text fw={600}>{mail.subject}</Text>
            <Text size="xs" c="dimmed">
              {mail.to} · {formatTime(mail.createdAt, locale, ctx.actor.timeZone)}
            </Text>
            <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {mail.text.split(LINK).map((part) =>
                LINK.test(part) ? (
                  <a key={part} href={part}>
                    {part}
                  </a>
                ) : (
                  part
                ),
              )}
            </Text>
          </Card>
        ))}
      </Stack>
    </>
  )
}
