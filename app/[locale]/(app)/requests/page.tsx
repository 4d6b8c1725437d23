import { Badge, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { RequestForm } from '@/components/purchasing/requisitions/request-form'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDate, formatQuantity, formatTime } from '@/components/ui/format'
import { AnchorLink, ButtonLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { singleValues } from '@/components/ui/single-values'
import { StateBadge } from '@/components/ui/state-badge'
import { WhenReady } from '@/components/ui/when-ready'
import { may } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { isUuid } from '@/lib/platform/ids'
import { unitCodes, unitName } from '@/lib/platform/units/units'
import { answers, findInternalItems, listRequisitions } from '@/lib/purchasing/requisitions/queries'
import { requisitionFilters } from '@/lib/purchasing/requisitions/schemas'
import { requestItemAction, requestTextAction } from '../../../actions/requisitions'
import { pageContext, show } from '../../../request-context'

interface Query {
  state?: string
  after?: string
  item?: string
  text?: string
}

/** What people need and no catalog shows: asked for in words or as an internal item, answered by a purchaser. */
export default async function RequestsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('requests')
  const locale = (await getLocale()) as Locale
  const query = singleValues(await searchParams)
  const purchases = answers(ctx.actor)
  const state = requisitionFilters.find((each) => each === query.state) ?? (purchases ? 'open' : 'all')
  const after = query.after && isUuid(query.after) ? query.after : undefined
  const [{ requisitions, next }, items] = await Promise.all([show(listRequisitions(ctx, state, after)), findInternalItems(ctx)])
  const item = items.find(({ id }) => id === query.item)
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(purchases ? 'subtitleAnswer' : 'subtitle')}
        action={
          purchases && (
            <ButtonLink variant="default" href="/requests/items">
              {t('items')}
            </ButtonLink>
          )
        }
      />
      <Stack>
        {may('use', 'Cart')(ctx.actor) && (
          <WhenReady>
            <RequestForm
              key={item?.id ?? query.text}
              units={unitCodes.map((code) => ({ value: code, label: unitName(code, locale) }))}
              words={query.text ?? ''}
              askText={requestTextAction}
              askItem={requestItemAction}
              {...(item && { item: { id: item.id, label: `${item.number} · ${item.name}` } })}
            />
          </WhenReady>
        )}
        <Group component="nav" gap="md" aria-label={t('filter')}>
          {requisitionFilters.map((each) => (
            <AnchorLink key={each} href={`/requests?state=${each}`} {...(each === state && { 'aria-current': 'page', fw: 600 })}>
              {t(`filters.${each}`)}
            </AnchorLink>
          ))}
        </Group>
        {requisitions.length === 0 ? (
          <EmptyState title={t('empty')} text={t(purchases ? 'emptyAnswer' : 'emptyText')} />
        ) : (
          <Requests requisitions={requisitions} ctx={ctx} />
        )}
        <Pager first={after ? `/requests?state=${state}` : null} next={next && `/requests?state=${state}&after=${next}`} />
      </Stack>
    </>
  )
}

interface RequestsProps {
  requisitions: Awaited<ReturnType<typeof listRequisitions>>['requisitions']
  ctx: ReadContext
}

async function Requests({ requisitions, ctx }: RequestsProps) {
  const t = await getTranslations('requests')
  const locale = (await getLocale()) as Locale
  return (
    <DataTable
      caption={t('title')}
      columns={[
        { key: 'what', header: t('what') },
        { key: 'quantity', header: t('quantity'), numeric: true },
        { key: 'by', header: t('by') },
        { key: 'wanted', header: t('requestedDeliveryDate') },
        { key: 'at', header: t('askedAt') },
        { key: 'state', header: t('stateHead') },
      ]}
      rows={requisitions.map((row) => ({
        id: row.id,
        href: `/requests/${row.id}`,
        cells: {
          what: (
            <>
              <AnchorLink href={`/requests/${row.id}`}>{row.text}</AnchorLink>{' '}
              {row.itemId && <Badge color="teal">{t('internalBadge')}</Badge>}
            </>
          ),
          quantity: formatQuantity(row.quantity.toFixed(), row.unit, ctx.actor.numberFormat, locale),
          by: row.requester.name,
          wanted: row.requestedDeliveryDate ? formatDate(row.requestedDeliveryDate, locale, 'UTC') : '–',
          at: formatTime(row.createdAt, locale, ctx.actor.timeZone),
          state: <StateBadge state={row.state}>{t(`state.${row.state}`)}</StateBadge>,
        },
      }))}
    />
  )
}
