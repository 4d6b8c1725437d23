import { Button, Group } from '@mantine/core'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { BusinessDocument } from '@/components/documents/business-document'
import { ActionButton } from '@/components/ui/action-button'
import { formatTime } from '@/components/ui/format'
import { PageHeader } from '@/components/ui/page-header'
import { said } from '@/components/ui/said'
import { StateBadge } from '@/components/ui/state-badge'
import { may } from '@/lib/parties/identity/abilities'
import type { Locale } from '@/lib/platform/i18n/locales'
import { fulfilmentSlugs, kindOfSlug } from '@/lib/purchasing/fulfilment/model'
import { getDocument } from '@/lib/purchasing/fulfilment/queries'
import { reverseReceiptAction } from '../../../../../actions/fulfilment'
import { pageContext, show } from '../../../../../request-context'

/** One order response, despatch advice or goods receipt. */
export default async function DocumentPage({ params }: { params: Promise<{ kind: string; id: string }> }) {
  const ctx = await pageContext()
  const t = await getTranslations('documents')
  const locale = (await getLocale()) as Locale
  const { kind: slug, id } = await params
  const kind = kindOfSlug(slug)
  if (!kind) notFound()
  const { document, orderId, reversible } = await show(getDocument(ctx, kind, id))
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm">
            {document.number} <StateBadge state={document.state}>{said(t, `state.${kind}.${document.state}`)}</StateBadge>
          </Group>
        }
        crumbs={[
          { href: `/documents/${fulfilmentSlugs[kind]}`, label: t(`kinds.${kind}`) },
          ...document.references.map(({ number }) => ({ href: `/orders/${orderId}`, label: number })),
        ]}
        subtitle={formatTime(document.issuedAt, locale, ctx.actor.timeZone)}
        action={
          <Group gap="xs">
            {reversible && may('issue', 'GoodsReceipt')(ctx.actor) && (
              <ActionButton
                variant="default"
                action={reverseReceiptAction}
                input={{ receiptId: id }}
                confirm={t('reverseSure')}
                done={t('reversed')}
              >
                {t('reverse')}
              </ActionButton>
            )}
            <Button variant="default" component="a" href={`/api/documents/${slug}/${id}/pdf?lang=${locale}`} target="_blank">
              PDF
            </Button>
          </Group>
        }
      />
      <BusinessDocument document={document} locale={locale} numbers={ctx.actor.numberFormat} />
    </>
  )
}
