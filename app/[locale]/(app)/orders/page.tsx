import { Alert, Group, Stack } from '@mantine/core'
import { getLocale, getTranslations } from 'next-intl/server'
import { OrderSelection } from '@/components/purchasing/orders/order-selection'
import { OrderSummaryTable } from '@/components/purchasing/orders/order-table'
import { EmptyState } from '@/components/ui/empty-state'
import { AnchorLink, BadgeLink } from '@/components/ui/links'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchField } from '@/components/ui/search-field'
import { singleValues } from '@/components/ui/single-values'
import { may, sidesOf } from '@/lib/parties/identity/abilities'
import type { ReadContext } from '@/lib/platform/context'
import type { Locale } from '@/lib/platform/i18n/locales'
import { listOrders } from '@/lib/purchasing/orders/queries'
import type { OrderState } from '@/lib/purchasing/orders/states'
import { type OrderSort, orderSorts, orderStates, readOrderState } from '@/lib/purchasing/orders/states'
import { acceptOrderChangesAction, receiveAction, respondToOrderAction } from '../../../actions/fulfilment'
import { closeOrderAction } from '../../../actions/orders'
import { pageContext, show } from '../../../request-context'

interface Query {
  side?: string
  state?: string | string[]
  search?: string
  after?: string
  sort?: string
  placed?: string
}

/** What of the address changes with a link. */
interface Changes {
  state?: string[]
  after?: string
  sort?: OrderSort
}

/** Orders placed, or received, newest first if not asked otherwise; filters and sorting in the address. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await pageContext()
  const t = await getTranslations('orders')
  const documentWords = await getTranslations('documents')
  const query = singleValues(await searchParams, 'state')
  const { buys } = sidesOf(ctx.actor)
  const side = query.side === 'supplier' || (query.side !== 'buyer' && !buys) ? 'supplier' : 'buyer'
  const other = side === 'buyer' ? 'supplier' : 'buyer'
  const readsOther = may('read', other === 'buyer' ? 'PurchaseOrder' : 'SupplierOrder')(ctx.actor)
  const states = [query.state ?? []].flat().flatMap((state) => readOrderState(state) ?? [])
  const sort = orderSorts.find((each) => each === query.sort)
  const page = await show(
    listOrders(ctx, {
      side,
      state: states,
      search: query.search,
      sort,
      after: query.after,
    }),
  )
  const href = (changes: Changes) => {
    const next = new URLSearchParams()
    if (side !== (buys ? 'buyer' : 'supplier')) next.set('side', side)
    for (const state of changes.state ?? states) next.append('state', state)
    if (query.search) next.set('search', query.search)
    const by = changes.sort ?? sort
    if (by) next.set('sort', by)
    if (changes.after) next.set('after', changes.after)
    return `/orders?${next}`
  }
  const actions = actionsOf(ctx, side)
  return (
    <>
      <PageHeader
        title={side === 'buyer' ? t('title') : t('salesTitle')}
        action={
          <Group gap="md">
            <AnchorLink href="/documents">{documentWords('title')}</AnchorLink>
            {readsOther && <AnchorLink href={`/orders?side=${other}`}>{t(other === 'buyer' ? 'title' : 'salesTitle')}</AnchorLink>}
          </Group>
        }
      />
      <Stack gap="sm">
        {query.placed && <Alert color="green">{t('placedCount', { count: Number(query.placed) || 1 })}</Alert>}
        <StateFilter query={query} side={side} sort={sort} states={states} href={href} />
        {page.orders.length === 0 ? (
          states.length > 0 || query.search ? (
            <EmptyState
              title={t('nothing')}
              text={t('nothingText')}
              action={{ href: side === 'supplier' ? '/orders?side=supplier' : '/orders', label: t('clear') }}
            />
          ) : (
            <EmptyState
              title={t('empty')}
              text={side === 'buyer' ? t('emptyText') : t('emptySalesText')}
              {...(side === 'buyer' && { action: { href: '/catalog', label: t('toCatalog') } })}
            />
          )
        ) : (
          <Orders page={page} side={side} actions={actions} sort={sort} href={href} ctx={ctx} />
        )}
        <Pager first={query.after ? href({}) : null} next={page.next && href({ after: page.next })} />
      </Stack>
    </>
  )
}

interface StateFilterProps {
  query: Query
  side: 'buyer' | 'supplier'
  sort: OrderSort | undefined
  states: readonly OrderState[]
  href: (changes: Changes) => string
}

async function StateFilter({ query, side, sort, states, href }: StateFilterProps) {
  const t = await getTranslations('orders')
  return (
    <Group gap="xs">
      <SearchField label={t('search')} value={query.search ?? ''} name="search" keep={{ side, ...(sort && { sort }) }} path="/orders" />
      {orderStates
        .filter((state) => side === 'buyer' || state !== 'pending_approval')
        .map((state) => {
          const chosen = states.includes(state)
          return (
            <BadgeLink
              key={state}
              href={href({ state: chosen ? states.filter((each) => each !== state) : [...states, state] })}
              variant={chosen ? 'filled' : 'default'}
              aria-current={chosen ? 'true' : undefined}
              style={{ cursor: 'pointer' }}
            >
              {t(`state.${state}`)}
            </BadgeLink>
          )
        })}
    </Group>
  )
}

interface OrdersProps {
  page: Awaited<ReturnType<typeof listOrders>>
  side: 'buyer' | 'supplier'
  actions: ReturnType<typeof actionsOf>
  sort: OrderSort | undefined
  href: (changes: Changes) => string
  ctx: ReadContext
}

async function Orders({ page, side, actions, sort, href, ctx }: OrdersProps) {
  const locale = (await getLocale()) as Locale
  return (
    <OrderSelection orders={page.orders.map(({ id, number, state }) => ({ id, number, state }))} side={side} actions={actions}>
      <OrderSummaryTable
        selectable
        sort={{ by: sort ?? '-placedAt', href: (by) => href({ sort: by }) }}
        name={side === 'buyer' ? 'orders' : 'sales-orders'}
        orders={page.orders}
        side={side}
        locale={locale}
        numbers={ctx.actor.numberFormat}
        timeZone={ctx.actor.timeZone}
      />
    </OrderSelection>
  )
}

/** What can be done with several orders at once. */
function actionsOf(ctx: ReadContext, side: 'buyer' | 'supplier') {
  if (side === 'supplier') return { ...(may('issue', 'OrderResponse')(ctx.actor) && { answer: respondToOrderAction }) }
  return {
    ...(may('place', 'PurchaseOrder')(ctx.actor) && { accept_changes: acceptOrderChangesAction }),
    ...(may('issue', 'GoodsReceipt')(ctx.actor) && { receive: receiveAction }),
    ...(may('close', 'PurchaseOrder')(ctx.actor) && { close: closeOrderAction }),
  }
}
