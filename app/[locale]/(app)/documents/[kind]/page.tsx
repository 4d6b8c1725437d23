import { Group, Stack } from '@mantine/core'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatTime } from '@/components/ui/format'
import { AnchorLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { said } from '@/components/ui/said'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { sidesOf } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import type { FulfilmentKind } from '@/lib/purchasing/fulfilment/model'
import { fulfilmentKinds, fulfilmentSlugs, kindOfSlug } from '@/lib/purchasing/fulfilment/model'
import { listDocuments } from '@/lib/purchasing/fulfilment/queries'
import { pageContext, show } from '../../../../request-context'

/** Order responses, despatch advices or goods receipts of the organization, on either side, the newest first. */
export default async function DocumentListPage({
  params,
  searchParams,
}: {
  params: Promise<{ kind: string }>
  searchParams: Promise<{ after?: string }>
}) {
  const ctx = await pageContext()
  const t = await getTranslations('documents')
  const words = await getTranslations('orders')
  const kind = kindOfSlug((await params).kind)
  if (!kind) notFound()
  const { after } = singleValues(await searchParams)
  const { documents, next } = await show(listDocuments(ctx, kind, after))
  const orders = sidesOf(ctx.actor).buys
    ? { href: '/orders', label: words('title') }
    : { href: '/orders?side=supplier', label: words('salesTitle') }
  const path = `/documents/${fulfilmentSlugs[kind]}`
  return (
    <>
      <PageHeader title={t(`kinds.${kind}`)} crumbs={[orders]} />
      <Stack>
        <Group component="nav" gap="md" aria-label={t('title')}>
          {fulfilmentKinds.map((each) => (
            <AnchorLink key={each} href={`/documents/${fulfilmentSlugs[each]}`} {...(each === kind && { 'aria-current': 'page', fw: 600 })}>
              {t(`kinds.${each}`)}
            </AnchorLink>
          ))}
        </Group>
        {documents.length === 0 ? (
          <EmptyState title={t(`empty.${kind}`)} text={t('emptyText')} action={{ href: '/orders', label: t('toOrders') }} />
        ) : (
          <Documents kind={kind} documents={documents} ctx={ctx} />
        )}
        <Pager first={after ? path : null} next={next && `${path}?after=${next}`} />
      </Stack>
    </>
  )
}

interface DocumentsProps {
  kind: FulfilmentKind
  documents: Awaited<ReturnType<typeof listDocuments>>['documents']
  ctx: ReadContext
}

async function Documents({ kind, documents, ctx }: DocumentsProps) {
  const t = await getTranslations('documents')
  const locale = (await getLocale()) as Locale
  const path = `/documents/${fulfilmentSlugs[kind]}`
  return (
    <DataTable
      name={`documents-${kind}`}
      caption={t(`kinds.${kind}`)}
      columns={[
        { key: 'number', header: t('number') },
        { key: 'state', header: t('stateLabel') },
        { key: 'at', header: t('date') },
        { key: 'order', header: t('order') },
        { key: 'partner', header: t('partner') },
      ]}
      rows={documents.map((document) => ({
        id: document.id,
        href: `${path}/${document.id}`,
        label: document.number,
        cells: {
          number: <AnchorLink href={`${path}/${document.id}`}>{document.number}</AnchorLink>,
          state: <StateBadge state={document.state}>{said(t, `state.${kind}.${document.state}`)}</StateBadge>,
          at: formatTime(document.at, locale, ctx.actor.timeZone),
          order: <AnchorLink href={`/orders/${document.orderId}`}>{document.orderNumber}</AnchorLink>,
          partner: document.partner,
        },
      }))}
    />
  )
}
